/** What WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep-03) have in common: one offer, one answer, one resource. */
import { Problem, problemIn } from "../state/api";
import { hasWebRtc } from "./browserFeatures";

export interface MediaEndpoint {
  url: string;
  token: string;
  ice_servers?: RTCIceServer[];
  /** Which relay it leads to; empty if there is only this server. */
  relay?: string;
}

/** How to hang up, whether the relay had room for sound only, and whether it has loopback addresses only. */
export interface Resource extends MediaEndpoint {
  soundOnly: boolean;
  loopback: boolean;
}

/**
 * A peer connection for an endpoint, over any path or only over a TURN server.
 *
 * Throws `media.no_webrtc` if the browser has no WebRTC.
 */
export function peerConnectionFor(
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

/** Posts the offer of the peer connection and applies the answer. Returns the resource that ends it. */
export async function negotiate(peer: RTCPeerConnection, endpoint: MediaEndpoint): Promise<Resource> {
  const offer = await peer.createOffer();
  // A browser that accepts only its own offer goes without these features.
  await peer
    .setLocalDescription({ type: "offer", sdp: withAudioFeatures(offer.sdp ?? "") })
    .catch(() => peer.setLocalDescription(offer));
  await waitForCandidates(peer);
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

/** Whether all addresses of an answer are loopback addresses. */
function isOnLoopback(answer: string): boolean {
  const addresses = [...answer.matchAll(/^a=candidate:(?:\S+ ){4}(\S+) /gm)].map(([, address]) => address);
  return addresses.length > 0 && addresses.every((address) => address?.startsWith("127."));
}

/** Adds retransmission of lost audio (RFC 4585) and stereo (RFC 7587), which browsers do not offer by themselves. */
export const withAudioFeatures = (offer: string): string =>
  offer
    .replace(/^a=rtpmap:(\d+) opus.*$/gm, "$&\r\na=rtcp-fb:$1 nack")
    .replace(/^a=fmtp:\d+ (?!.*stereo=).*useinbandfec=.*$/gm, "$&;stereo=1");

/** The endpoints accept no trickled candidates, so all must be in the offer. It does not wait for a slow interface. */
export function waitForCandidates(peer: RTCPeerConnection): Promise<void> {
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
    // Another relay has taken the session over. The bearer is not sent along; a new token leads there.
    redirect: "manual",
  });
  if (answer.ok) return answer;
  if (answer.type === "opaqueredirect") throw new TypeError("moved");
  throw await problemIn(answer);
}

/** `Location` may be relative to the address that answered, which may differ after a redirect. */
function resourceOf(answer: Response, asked: string): string {
  const base = new URL(answer.url || asked, location.href);
  return new URL(answer.headers.get("Location") ?? "", base).href;
}

/** Ends a resource. It also works while the page is being left. */
export function hangUp({ url, token }: MediaEndpoint): void {
  const request = { method: "DELETE", headers: { Authorization: `Bearer ${token}` }, keepalive: true };
  // A relay that is gone has already hung up.
  fetch(url, request).catch(() => undefined);
}

/** The address of a listener's endpoint with the slots it wants, in the order of its transceivers. */
export function withSlots(url: string, slots: readonly string[]): string {
  const address = new URL(url, location.href);
  address.searchParams.set("slots", slots.join(","));
  // RFC 3986 allows commas in a query, and encoded they are harder to read in a log.
  return address.href.replaceAll("%2C", ",");
}

/** The address of a publisher's endpoint with the name of the page, which had its line before if it asks `again`. */
export function withPage(url: string, page: string, again: boolean): string {
  const address = new URL(url, location.href);
  address.searchParams.set("page", page);
  if (again) address.searchParams.set("again", "");
  return address.href;
}
