/** What WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep-03) have in common: one offer, one answer, one resource. */
import { Problem, problemIn } from "../state/api";
import { hasWebRtc } from "./abilities";

export interface MediaEndpoint {
  url: string;
  token: string;
  ice_servers?: RTCIceServer[];
  /** Which relay it leads to; empty where the server carries all by itself. */
  relay?: string;
}

/** What an endpoint gave: how to hang up, whether there was room for the sound alone, and whether it is on loopback alone. */
export interface Resource extends MediaEndpoint {
  soundOnly: boolean;
  loopback: boolean;
}

/**
 * A peer connection for an endpoint: on every way there is, or over a TURN server alone.
 *
 * Refuses `media.no_webrtc` where the browser has none.
 */
export function peerFor(
  endpoint: MediaEndpoint,
  iceTransportPolicy: RTCIceTransportPolicy = "all",
): RTCPeerConnection {
  if (!hasWebRtc())
    throw new Problem(422, "media.no_webrtc", "This browser plays and sends neither sound nor picture.");
  return new RTCPeerConnection({
    iceServers: endpoint.ice_servers ?? [],
    iceTransportPolicy,
    bundlePolicy: "max-bundle",
  });
}

const GATHERING_MS = 2000;

/** Offers what the peer connection has, and takes the answer. Answers the resource that ends it again. */
export async function negotiate(peer: RTCPeerConnection, endpoint: MediaEndpoint): Promise<Resource> {
  const offer = await peer.createOffer();
  // A browser that takes no words but its own hears as well as it can.
  await peer
    .setLocalDescription({ type: "offer", sdp: withSound(offer.sdp ?? "") })
    .catch(() => peer.setLocalDescription(offer));
  await gathered(peer);
  const answer = await post(endpoint, peer.localDescription?.sdp ?? "");
  const sdp = await answer.text();
  await peer.setRemoteDescription({ type: "answer", sdp });
  return {
    ...endpoint,
    url: resourceOf(answer, endpoint.url),
    loopback: isOnLoopback(sdp),
    soundOnly: answer.headers.get("Balai-Pictures") === "later",
  };
}

/** Whether all addresses of an answer are of the machine itself. */
function isOnLoopback(answer: string): boolean {
  const addresses = [...answer.matchAll(/^a=candidate:(?:\S+ ){4}(\S+) /gm)].map(([, address]) => address);
  return addresses.length > 0 && addresses.every((address) => address?.startsWith("127."));
}

/** Browsers offer neither to ask for lost sound again (RFC 4585) nor to hear two channels as two (RFC 7587). */
export const withSound = (offer: string): string =>
  offer
    .replace(/^a=rtpmap:(\d+) opus.*$/gm, "$&\r\na=rtcp-fb:$1 nack")
    .replace(/^a=fmtp:\d+ (?!.*stereo=).*useinbandfec=.*$/gm, "$&;stereo=1");

/** The endpoints take no trickled candidates, so all must be in the offer; a slow interface is not waited for. */
export function gathered(peer: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    if (peer.iceGatheringState === "complete") return resolve();
    const timer = setTimeout(resolve, GATHERING_MS);
    peer.addEventListener("icegatheringstatechange", () => {
      if (peer.iceGatheringState !== "complete") return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function post({ url, token }: MediaEndpoint, offer: string): Promise<Response> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/sdp" },
    body: offer,
    // Another relay carries the session by now, and a bearer is not taken along: a fresh token leads there.
    redirect: "manual",
  });
  if (answer.ok) return answer;
  if (answer.type === "opaqueredirect") throw new TypeError("moved");
  throw await problemIn(answer);
}

/** `Location` may be relative to the address that answered, which a redirect may have changed. */
function resourceOf(answer: Response, asked: string): string {
  const base = new URL(answer.url || asked, location.href);
  return new URL(answer.headers.get("Location") ?? "", base).href;
}

/** Ends a resource, also while the page is being left. */
export function hangUp({ url, token }: MediaEndpoint): void {
  const request = { method: "DELETE", headers: { Authorization: `Bearer ${token}` }, keepalive: true };
  // A relay that is gone has hung up already.
  fetch(url, request).catch(() => undefined);
}

/** The address of a listener's endpoint with the slots it wants, in the order of its transceivers. */
export function withSlots(url: string, slots: readonly string[]): string {
  const address = new URL(url, location.href);
  address.searchParams.set("slots", slots.join(","));
  // RFC 3986 allows commas in a query; encoded they are only harder to read in a log.
  return address.href.replaceAll("%2C", ",");
}
