/** Sends to the check's endpoint for a few seconds, and asks the relay what arrived. */
import { hangUp, type MediaEndpoint } from "../../media/signalling";
import { openPublisher } from "../../media/whip";
import { Problem } from "../../state/api";
import { fetchCheckResult, checkToken, type CheckResult } from "./api";
import { serversOverTcp, pathLine, type CheckLine } from "./findings";

const CONNECT_MS = 8000;
const SENDING_MS = 4000;
const ASK_MS = 500;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Tests one path: `udp` directly to the relay, `tcp` only over a TURN server. */
export async function testPath(name: "udp" | "tcp", bearer: string, media: MediaStream): Promise<CheckLine> {
  try {
    const token = await checkToken(bearer);
    const round = serversOverTcp(token.ice_servers);
    if (name === "tcp" && !round.length) return { name, verdict: "absent", why: "not_offered" };
    return await sendOn(name, { ...token, ice_servers: name === "tcp" ? round : [] }, media);
  } catch (error) {
    const full = error instanceof Problem && error.code === "media.checks_full";
    return { name, verdict: "bad", why: full ? "full" : "failed" };
  }
}

async function sendOn(name: "udp" | "tcp", endpoint: MediaEndpoint, media: MediaStream): Promise<CheckLine> {
  const { peer, resource } = await openPublisher(endpoint, media, name === "tcp" ? "relay" : "all");
  try {
    if (!(await connected(peer))) return pathLine(name, null, null);
    return await listenAt(name, resource);
  } finally {
    peer.close();
    hangUp(resource);
  }
}

/** True once the connection is made; false if it is not made within a few seconds. */
function connected(peer: RTCPeerConnection): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), CONNECT_MS);
    const look = () => {
      if (peer.connectionState !== "connected" && peer.connectionState !== "failed") return;
      clearTimeout(timer);
      resolve(peer.connectionState === "connected");
    };
    peer.addEventListener("connectionstatechange", look);
    look();
  });
}

async function listenAt(name: "udp" | "tcp", resource: MediaEndpoint): Promise<CheckLine> {
  const levels: number[] = [];
  let last: CheckResult | null = null;
  for (let ms = 0; ms < SENDING_MS; ms += ASK_MS) {
    await wait(ASK_MS);
    last = await fetchCheckResult(resource);
    if (last.level_dbov !== null) levels.push(last.level_dbov);
  }
  return pathLine(name, last, levels.length ? Math.max(...levels) : null);
}
