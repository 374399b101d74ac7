/** How long a sound of a line needs from the relay into the ear, as far as the browser measures it. */

interface Entry {
  type: string;
  trackIdentifier?: string;
  jitterBufferDelay?: number;
  jitterBufferEmittedCount?: number;
  nominated?: boolean;
  currentRoundTripTime?: number;
}

export interface DelaySample {
  /** Seconds that all samples of the track together have waited in the browser's jitter buffer, and their number. */
  waited: number;
  emitted: number;
  /** The round trip to the relay in seconds, if it is known. */
  rtt: number | null;
}

/** The counters of a track at one moment; null if the peer connection does not receive it. */
export async function delaySample(
  peer: RTCPeerConnection,
  track: MediaStreamTrack,
): Promise<DelaySample | null> {
  const entries = [...(await peer.getStats()).values()] as Entry[];
  const sound = entries.find(
    ({ type, trackIdentifier }) => type === "inbound-rtp" && trackIdentifier === track.id,
  );
  if (!sound) return null;
  const pair = entries.find(({ type, nominated }) => type === "candidate-pair" && nominated);
  return {
    waited: sound.jitterBufferDelay ?? 0,
    emitted: sound.jitterBufferEmittedCount ?? 0,
    rtt: pair?.currentRoundTripTime ?? null,
  };
}

/**
 * The delay between two samples in milliseconds: half the round trip, and the mean wait in the jitter buffer. Null if
 * nothing was played between them.
 */
export function delayBetween(before: DelaySample, now: DelaySample): number | null {
  const emitted = now.emitted - before.emitted;
  if (emitted <= 0) return null;
  return 1000 * ((now.rtt ?? 0) / 2 + (now.waited - before.waited) / emitted);
}
