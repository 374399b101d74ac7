/** Listening: one peer connection that receives every slot the page wants. */
import type { OpenedConnection } from "./mediaLine.svelte";
import { INTERPRETATION, SIGN, TALKBACK } from "./slots";
import { negotiate, peerConnectionFor, withSlots, type MediaEndpoint } from "./signalling";

export interface SlotTracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

export type Slots = Record<string, SlotTracks>;

/** Opens a listener for the slots. `arrived` is called with all tracks so far, by the name of their slot. */
export async function openListener(
  endpoint: MediaEndpoint,
  slots: readonly string[],
  arrived: (tracks: Slots) => void,
): Promise<OpenedConnection> {
  const peer = peerConnectionFor(endpoint);
  const tracks: Slots = {};
  peer.ontrack = ({ track, streams }) => {
    const slot = streams[0]?.id ?? "";
    tracks[slot] = { ...(tracks[slot] ?? { audio: null, video: null }), [track.kind]: track };
    arrived({ ...tracks });
  };
  slots.forEach((slot) => {
    if (slot !== SIGN) peer.addTransceiver("audio", { direction: "recvonly" });
    if (slot !== INTERPRETATION && slot !== TALKBACK) peer.addTransceiver("video", { direction: "recvonly" });
  });
  return negotiateOrClose(peer, { ...endpoint, url: withSlots(endpoint.url, slots) });
}

/** Negotiates, and closes the peer connection if that fails. */
export async function negotiateOrClose(
  peer: RTCPeerConnection,
  endpoint: MediaEndpoint,
): Promise<OpenedConnection> {
  try {
    return { peer, resource: await negotiate(peer, endpoint) };
  } catch (error) {
    peer.close();
    throw error;
  }
}
