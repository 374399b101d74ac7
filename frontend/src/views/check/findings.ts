/** Turns measurements into the results of a technical check by thresholds. It uses no devices and no network. */
import type { Protocol } from "../../messages/messages.gen";
import { FULL_BAND_HZ, microphoneKind, TELEPHONE_HZ } from "../../media/soundBand";
import type { CheckResult } from "./api";

type Told = Protocol["entities"]["technical_check"]["lines"][number];
/** A tested feature with its result, and with figures if the relay measured them. */
export type CheckLine = Pick<Told, "name" | "verdict" | "why"> & Partial<Told>;
export type LineName = CheckLine["name"];

export interface BrowserFeatures {
  secure: boolean;
  webrtc: boolean;
  opus: boolean;
  picture: boolean;
}

const MOST_LOSS = 0.1;
const FAINT_LOSS = 0.02;
const LONG_TRIP_MS = 400;

export function browserLine({ secure, webrtc, opus, picture }: BrowserFeatures): CheckLine {
  if (!webrtc) return { name: "browser", verdict: "bad", why: "no_webrtc" };
  if (!opus || !picture) return { name: "browser", verdict: "bad", why: "no_codec" };
  return secure
    ? { name: "browser", verdict: "good", why: "ok" }
    : { name: "browser", verdict: "bad", why: "insecure" };
}

/** The kind of the microphone, by its name. */
export function deviceLine(label: string): CheckLine {
  const kind = microphoneKind(label);
  if (kind === "unknown") return { name: "device", verdict: "absent", why: "unknown" };
  return kind === "other"
    ? { name: "device", verdict: "good", why: "ok" }
    : { name: "device", verdict: "poor", why: kind };
}

/** How high the sound of the microphone reaches, in Hz. */
export function bandLine(hz: number): CheckLine {
  const line = { name: "band" as const, band_hz: Math.round(hz) };
  if (hz >= FULL_BAND_HZ) return { ...line, verdict: "good", why: "ok" };
  return { ...line, verdict: "poor", why: hz > TELEPHONE_HZ ? "narrow" : "telephone" };
}

/** The path to the relay, from the relay's last report; null if no connection was made. */
export function pathLine(name: "udp" | "tcp", found: CheckResult | null, loudest: number | null): CheckLine {
  if (!found?.connected) return { name, verdict: "bad", why: "no_way" };
  if (!found.audio_packets && !found.video_packets) return { name, verdict: "bad", why: "no_packets" };
  const loss = found.loss ?? 0;
  const trip = found.rtt_ms ?? 0;
  const figures = { loss: rounded(loss), rtt_ms: Math.min(60_000, Math.round(trip)), level_dbov: loudest };
  if (loss > FAINT_LOSS)
    return { name, verdict: loss > MOST_LOSS ? "bad" : "poor", why: "lossy", ...figures };
  if (trip > LONG_TRIP_MS) return { name, verdict: "poor", why: "slow", ...figures };
  return { name, verdict: "good", why: "ok", ...figures };
}

const rounded = (fraction: number): number => Math.round(Math.min(1, Math.max(0, fraction)) * 1000) / 1000;

/** The addresses of TURN servers over TCP or TLS. */
export function serversOverTcp(servers: readonly RTCIceServer[]): RTCIceServer[] {
  return servers
    .map((server) => ({ ...server, urls: [server.urls].flat().filter(isTcp) }))
    .filter(({ urls }) => urls.length > 0);
}

const isTcp = (url: string): boolean => url.startsWith("turns:") || url.includes("transport=tcp");
