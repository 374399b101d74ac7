/** Publishing: one peer connection that sends a microphone and, where there is one, a camera. */
import type { Opened } from "./line.svelte";
import { peerFor, type Door } from "./signalling";
import { opened } from "./whep";

/** The relay has no congestion control of its own and audio goes first, so the picture is capped here. */
const VIDEO_BIT_RATE = 900_000;

export function publish(door: Door, media: MediaStream, way: RTCIceTransportPolicy = "all"): Promise<Opened> {
  const peer = peerFor(door, way);
  for (const track of media.getAudioTracks())
    peer.addTransceiver(track, {
      direction: "sendonly",
      streams: [media],
      // On a weak line the words come first, and the picture has what is left.
      sendEncodings: [{ priority: "high", networkPriority: "high" }],
    });
  for (const track of media.getVideoTracks())
    peer.addTransceiver(track, {
      direction: "sendonly",
      streams: [media],
      sendEncodings: [{ maxBitrate: VIDEO_BIT_RATE, priority: "low" }],
    });
  return opened(peer, door);
}

/** Sends other devices over the same peer connection, as far as it has a sender of their kind. */
export async function replaceTracks(peer: RTCPeerConnection, media: MediaStream): Promise<void> {
  for (const { sender } of peer.getTransceivers()) {
    const track = media.getTracks().find(({ kind }) => kind === sender.track?.kind);
    if (track && track !== sender.track) await sender.replaceTrack(track);
  }
}
