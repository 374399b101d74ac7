/** The doors of a technical check. */
import { call, withBearer, type MediaToken } from "../../state/api";

/** What the relay received of a technical check so far; unknown figures are null. */
export interface Checked {
  connected: boolean;
  audio_packets: number;
  video_packets: number;
  loss: number | null;
  rtt_ms: number | null;
  level_dbov: number | null;
  heard: boolean;
}

export const checkToken = (bearer: string): Promise<MediaToken> =>
  call("POST", "/api/check-token", {}, withBearer(bearer));

export const checked = (resource: string, token: string): Promise<Checked> =>
  call("GET", `/media/check/${resource}`, undefined, withBearer(token));
