/** The REST doors of the server. Errors are problems after RFC 9457. */
import type { Protocol } from "../protocol/messages.gen";

export type Text = Record<string, string>;

export interface MediaToken {
  token: string;
  url: string;
  relay: string;
  expires_at: string;
  /** TURN servers, for a network that lets no UDP through; none where the host offers none. */
  ice_servers: RTCIceServer[];
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

/** What went wrong on the way to a door and back; `cut` is the code where the line broke, of which `fetch` says nothing. */
export function problemOf(error: unknown, cut: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return new Problem(0, cut, error.message);
  throw error;
}

/** Presses *request* at a simulated microphone of the hall. */
export const pressMicrophone = (session: string, bearer: string, unit: string): Promise<object> =>
  call(
    "POST",
    `/api/sessions/${session}/microphones/${encodeURIComponent(unit)}/press`,
    {},
    withBearer(bearer),
  );

export const mediaToken = (
  session: string,
  bearer: string,
  action: "publish" | "listen",
  source: "own" | "hall",
): Promise<MediaToken> =>
  call("POST", `/api/sessions/${session}/media-token`, { action, feed: source }, withBearer(bearer));

/** By which an encoder sends the hall's sound and picture; `key` and `url` are told once. */
export interface PublisherKey {
  id: string;
  label: string;
  made_at: string;
  used_at: string | null;
}

const keysOf = (session: string, key = "") => `/api/sessions/${session}/publisher-keys${key && `/${key}`}`;

export const publisherKeys = (session: string, bearer: string): Promise<{ keys: PublisherKey[] }> =>
  call("GET", keysOf(session), undefined, withBearer(bearer));

export const makePublisherKey = (
  session: string,
  bearer: string,
  label: string,
): Promise<PublisherKey & { key: string; url: string }> =>
  call("POST", keysOf(session), { label }, withBearer(bearer));

export const revokePublisherKey = (
  session: string,
  bearer: string,
  key: string,
): Promise<{ keys: PublisherKey[] }> => call("DELETE", keysOf(session, key), undefined, withBearer(bearer));

export const withBearer = (bearer: string): Record<string, string> => ({ Authorization: `Bearer ${bearer}` });

/** How a moderator may put the list in order (FL7). */
export interface OrderChoice {
  policy: Protocol["commands"]["floor.order"]["policy"];
  language: string;
  letter: string;
  draws_letter: boolean;
}

export interface OrderPreview {
  /** The letter that was drawn or chosen; empty where there is none. */
  letter: string;
  /** The new order; places count from 1. */
  order: { entry: string; moves: number; left: number; taken: number }[];
}

/** What a policy would make of the list; nothing changes. */
export const previewOrder = (session: string, bearer: string, choice: OrderChoice): Promise<OrderPreview> =>
  call("POST", `/api/sessions/${session}/order`, choice, withBearer(bearer));

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
  const body = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string };
  return new Problem(answer.status, body.code ?? `http.${answer.status}`, body.detail ?? answer.statusText);
}
