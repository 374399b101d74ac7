/** Fetches large videos in parts, so that no server holds a whole video in memory. Tokens are in headers, not in URLs. */
import { call, problemIn, withBearer } from "./api";

const PART = 4 * 1024 * 1024;

interface Token {
  token: string;
  url: string;
}

/**
 * Fetches the video for which `endpoint` gives tokens. Each part needs a new token, because a token lasts a minute. With
 * an empty `seat` it is a video that needs no seat.
 */
export async function fetchInParts(
  seat: string,
  endpoint: string,
  onProgress: (share: number) => void = () => undefined,
): Promise<Blob> {
  const parts: Blob[] = [];
  let size = 1;
  let type = "";
  for (let at = 0; at < size;) {
    const { token, url } = await call<Token>("POST", endpoint, undefined, seat ? withBearer(seat) : {});
    const range = { ...withBearer(token), Range: `bytes=${at}-${at + PART - 1}` };
    const answer = await fetch(url, { headers: range, cache: "no-store" });
    if (!answer.ok) throw await problemIn(answer);
    const part = await answer.blob();
    size = Number(answer.headers.get("Content-Range")?.split("/")[1] ?? 0);
    type = answer.headers.get("Content-Type") ?? "";
    at += part.size;
    parts.push(part);
    onProgress(Math.min(1, at / size));
  }
  return new Blob(parts, { type });
}
