/** The endpoints of a technical check. */
import type { MediaEndpoint } from "../../media/signalling";
import { call, withBearer, type MediaToken } from "../../state/api";

/** What the relay received of a technical check so far; unknown figures are null. */
export interface CheckResult {
  connected: boolean;
  audio_packets: number;
  video_packets: number;
  loss: number | null;
  rtt_ms: number | null;
  level_dbov: number | null;
  heard: boolean;
}

export const checkToken = (bearer: string): Promise<MediaToken> =>
  call("POST", "/api/v1/check-token", {}, withBearer(bearer));

/** Asks the relay that ran the check, because no other relay knows of it. */
export const fetchCheckResult = ({ url, token }: MediaEndpoint): Promise<CheckResult> =>
  call("GET", url.replace("/media/resources/", "/media/check/"), undefined, withBearer(token));
