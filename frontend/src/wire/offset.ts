/** How far the server's clock is ahead of ours, from answers that carry its time. */

export interface Offset {
  /** Server time minus local time, milliseconds. */
  ms: number;
  /** Round trip of the sample it stands on, milliseconds; widened as the sample ages. */
  rtt: number;
}

export const UNKNOWN: Offset = { ms: 0, rtt: Infinity };

const AGEING = 1.2;
/** The answer to a first hello may have waited, and then half of that is what the sample may be wrong by. */
const SURE_MS = 2000;

/** Whether a clock may be shown by it. */
export const isSure = ({ rtt }: Offset): boolean => rtt < SURE_MS;

/** The better of what was known and a new sample: the shorter the round trip, the surer the sample. */
export function sampled(known: Offset, serverNow: string, sentAt: number, receivedAt: number): Offset {
  const rtt = Math.max(0, receivedAt - sentAt);
  if (rtt > known.rtt * AGEING + 5) return { ms: known.ms, rtt: known.rtt * AGEING };
  return { ms: Date.parse(serverNow) - (receivedAt - rtt / 2), rtt };
}
