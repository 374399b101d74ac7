/** The offset between the server's clock and ours, from answers that carry the server's time. */

export interface ClockOffset {
  /** Server time minus local time, milliseconds. */
  ms: number;
  /** Round trip of the sample, milliseconds; it is widened as the sample ages. */
  rtt: number;
}

export const UNKNOWN_OFFSET: ClockOffset = { ms: 0, rtt: Infinity };

const AGEING = 1.2;
/** The answer to the first hello may have waited. The error of the sample is up to half of that wait. */
const EXACT_MS = 2000;

/** Whether the offset is exact enough to show a clock. */
export const isOffsetExact = ({ rtt }: ClockOffset): boolean => rtt < EXACT_MS;

/** The better of the known offset and a new sample: the shorter the round trip, the more exact the sample. */
export function withSample(
  known: ClockOffset,
  serverNow: string,
  sentAt: number,
  receivedAt: number,
): ClockOffset {
  const rtt = Math.max(0, receivedAt - sentAt);
  if (rtt > known.rtt * AGEING + 5) return { ms: known.ms, rtt: known.rtt * AGEING };
  return { ms: Date.parse(serverNow) - (receivedAt - rtt / 2), rtt };
}
