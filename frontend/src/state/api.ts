/** The REST endpoints of the server. Errors are problems after RFC 9457. */
import type { Params } from "../locales/catalogue.svelte";

export type Text = Record<string, string>;

export interface MediaToken {
  token: string;
  url: string;
  relay: string;
  expires_at: string;
  /** TURN servers, for a network that blocks UDP; empty if the host offers none. */
  ice_servers: RTCIceServer[];
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What the refusal's text names, such as a limit. */
    readonly values: Params = {},
    /** After how long the server wants the next request; 0 if it did not say. */
    readonly retryAfterMs = 0,
  ) {
    super(message);
  }
}

/** Turns a failed request into a `Problem`. Its code is `cut` if the connection broke, because `fetch` gives none. */
export function problemOf(error: unknown, cut: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return new Problem(0, cut, error.message);
  throw error;
}

export const mediaToken = (
  session: string,
  bearer: string,
  action: "publish" | "listen",
  source: "own" | "hall" | "slides" | "booth" | "talkback",
): Promise<MediaToken> =>
  call("POST", `/api/v1/sessions/${session}/media-token`, { action, feed: source }, withBearer(bearer));

export const withBearer = (bearer: string): Record<string, string> => ({ Authorization: `Bearer ${bearer}` });

export async function call<T>(
  method: string,
  path: string,
  body?: object,
  headers: HeadersInit = {},
): Promise<T> {
  const answer = await fetch(path, {
    method,
    headers: { Accept: "application/json", ...(body && { "Content-Type": "application/json" }), ...headers },
    body: body ? JSON.stringify(body) : null,
  });
  if (!answer.ok) throw await problemIn(answer);
  return (await answer.json()) as T;
}

export async function problemIn(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string; values?: Params };
  const { code = `http.${answer.status}`, detail = answer.statusText, values } = body;
  return new Problem(
    answer.status,
    code,
    detail,
    values,
    Number(answer.headers.get("Retry-After") ?? 0) * 1000 || 0,
  );
}
