/** The REST doors of the server. Errors are problems after RFC 9457. */
import type { Seat } from "./seat";

export type Text = Record<string, string>;

export interface DemoSeat {
  key: string;
  label: Text;
  note: Text;
  path: string;
}

export interface Demo {
  notice: Text;
  conference: { name: Text; short: string; tagline: string };
  session: string;
  seats: DemoSeat[];
}

export interface MediaToken {
  token: string;
  url: string;
  expires_at: string;
}

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What the demo offers, or null where this is no demo. */
export async function demo(): Promise<Demo | null> {
  try {
    return await call<Demo>("GET", "/api/demo");
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

export const takeDemoSeat = (key: string): Promise<Seat> => call("POST", "/api/seats/demo", { seat: key });

export const takeGuestSeat = (place: "hall" | "remote", name?: string): Promise<Seat> =>
  call("POST", "/api/seats/guest", name ? { place, name } : { place });

/** For a person who signed in with a cookie. */
export const takeOwnSeat = (): Promise<Seat> => call("POST", "/api/seats", {}, { "X-CSRFToken": csrf() });

export const mediaToken = (
  session: string,
  bearer: string,
  action: "publish" | "listen",
  source: "own" | "hall",
): Promise<MediaToken> =>
  call(
    "POST",
    `/api/sessions/${session}/media-token`,
    { action, feed: source },
    { Authorization: `Bearer ${bearer}` },
  );

async function call<T>(method: string, path: string, body?: object, headers: HeadersInit = {}): Promise<T> {
  const answer = await fetch(path, {
    method,
    headers: { Accept: "application/json", ...(body && { "Content-Type": "application/json" }), ...headers },
    body: body ? JSON.stringify(body) : null,
  });
  if (!answer.ok) throw await problemIn(answer);
  return (await answer.json()) as T;
}

async function problemIn(answer: Response): Promise<Problem> {
  const body = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  return new Problem(answer.status, body.code ?? `http.${answer.status}`, body.detail ?? answer.statusText);
}

function csrf(): string {
  return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}
