/** Publishing: one peer connection that sends a microphone and, if there is one, a camera. */
import type { OpenedConnection } from "./mediaLine.svelte";
import { peerConnectionFor, type MediaEndpoint } from "./signalling";
import { negotiateOrClose } from "./whep";

/**
 * A camera is sent in layers. Each listener gets the layer that fits its line and its screen. A small picture has
 * fewer layers, because browsers do not send layers larger than the picture.
 */
const LARGE = [layer("l", 4, 100_000), layer("m", 2, 300_000), layer("h", 1, 900_000)];
const MEDIUM = [layer("l", 2, 150_000), layer("h", 1, 900_000)];
const SMALL = [{ maxBitrate: 900_000, priority: "low" as const }];
/** A screen has one layer, because nobody could read a smaller one. */
const SCREEN = [{ maxBitrate: 1_200_000, priority: "low" as const }];

function layer(rid: string, scaleResolutionDownBy: number, maxBitrate: number): RTCRtpEncodingParameters {
  return { rid, scaleResolutionDownBy, maxBitrate, priority: "low" };
}

/** The layers in which a picture is sent, the smallest first. */
export function layersOf(track: MediaStreamTrack): RTCRtpEncodingParameters[] {
  if (track.contentHint === "detail") return SCREEN;
  const { width = 0, height = 0 } = track.getSettings();
  if (width * height >= 960 * 540) return LARGE;
  return width * height >= 480 * 270 ? MEDIUM : SMALL;
}

export function openPublisher(
  endpoint: MediaEndpoint,
  media: MediaStream,
  way: RTCIceTransportPolicy = "all",
): Promise<OpenedConnection> {
  const peer = peerConnectionFor(endpoint, way);
  for (const track of media.getAudioTracks())
    peer.addTransceiver(track, {
      direction: "sendonly",
      streams: [media],
      // On a weak line the sound has priority over the picture.
      sendEncodings: [{ priority: "high", networkPriority: "high" }],
    });
  for (const track of media.getVideoTracks())
    peer.addTransceiver(track, {
      direction: "sendonly",
      streams: [media],
      sendEncodings: layersOf(track),
    });
  return negotiateOrClose(peer, endpoint);
}

/** Sends other devices over the same peer connection, if it has a sender of their kind. */
export async function replaceTracks(peer: RTCPeerConnection, media: MediaStream): Promise<void> {
  for (const { sender } of peer.getTransceivers()) {
    const track = media.getTracks().find(({ kind }) => kind === sender.track?.kind);
    if (track && track !== sender.track) await sender.replaceTrack(track);
  }
}
