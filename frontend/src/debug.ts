/**
 * `window.__balai`, on which the browser journeys assert. It shows states and counters and changes nothing.
 *
 * `connection()` is the wire's phase; `listen`, `publish` and `show` are the live peer connections, or null;
 * `slots()` counts what arrived in each slot.
 */

export interface SlotCounters {
  framesDecoded: number;
  packetsReceived: number;
  audioPackets: number;
}

interface Hook {
  connection: () => string;
  listen: RTCPeerConnection | null;
  publish: RTCPeerConnection | null;
  show: RTCPeerConnection | null;
  slots: () => Promise<Record<string, SlotCounters>>;
}

declare global {
  interface Window {
    __balai: Hook;
  }
}

window.__balai = {
  connection: () => "none",
  listen: null,
  publish: null,
  show: null,
  slots: async () => ({}),
};

export function exposeConnection(phase: () => string): void {
  window.__balai.connection = phase;
}

export function exposePeer(kind: "listen" | "publish" | "show", peer: RTCPeerConnection | null): void {
  window.__balai[kind] = peer;
}

/** The live peer connection of a kind; the call for help reports its state. */
export function exposedPeer(kind: "listen" | "publish" | "show"): RTCPeerConnection | null {
  return window.__balai[kind];
}

export function exposeSlots(slots: Hook["slots"]): void {
  window.__balai.slots = slots;
}
