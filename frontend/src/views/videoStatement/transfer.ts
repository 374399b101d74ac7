/** Sends a video statement to the server, and fetches it (FL4). */
import type { Params } from "../../locales/catalogue.svelte";
import { Problem, problemIn } from "../../state/api";
import { fetchInParts } from "../../state/fetchInParts";

const TYPE = "application/octet-stream";

export interface VideoLimits {
  most_octets: number;
  most_seconds: number;
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

async function json<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw await problemIn(answer);
  return (await answer.json()) as T;
}

/** The types that the server accepts. */
export const fetchLimits = async (seat: string): Promise<VideoLimits> =>
  json(await fetch("/api/v1/video-statement", { headers: bearer(seat) }));

/** The video statement of a party as a file that a page can play. */
export const fetchVideoStatement = (seat: string, party: string): Promise<Blob> =>
  fetchInParts(seat, `/api/v1/video-statements/${party}/token`);

/** Sends a file and reports the progress, which `fetch` cannot do. Rejects with a `Problem`. */
export function sendVideo(seat: string, file: File, progressed: (part: number) => void, signal: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", "/api/v1/video-statement");
    request.setRequestHeader("Authorization", `Bearer ${seat}`);
    request.setRequestHeader("Content-Type", TYPE);
    request.upload.onprogress = ({ loaded, total }) => progressed(total ? loaded / total : 0);
    request.onload = () => (request.status === 201 ? resolve() : reject(problemOf(request)));
    request.onerror = () => reject(new Problem(0, "video_statement.cut", ""));
    request.onabort = () => reject(new Problem(0, "video_statement.aborted", ""));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function problemOf(request: XMLHttpRequest): Problem {
  try {
    const { code, detail, values } = JSON.parse(request.responseText) as {
      code: string;
      detail: string;
      values?: Params;
    };
    return new Problem(request.status, code, detail, values);
  } catch {
    return new Problem(request.status, `http.${request.status}`, request.statusText);
  }
}
