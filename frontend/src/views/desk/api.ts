/** The endpoints of the hall's equipment: its simulated microphones, and the keys of its encoders. */
import { call, withBearer } from "../../state/api";

/** Presses *request* at a simulated microphone of the hall. */
export const pressMicrophone = (session: string, bearer: string, unit: string): Promise<object> =>
  call(
    "POST",
    `/api/v1/sessions/${session}/microphones/${encodeURIComponent(unit)}/press`,
    {},
    withBearer(bearer),
  );

/**
 * The key with which an encoder sends the hall, or the hall's booth of a language. `error` is the last reason why it
 * could not.
 */
export interface PublisherKey {
  id: string;
  label: string;
  /** The language of the booth; empty for the hall itself. */
  language: string;
  made_at: string;
  used_at: string | null;
  error: { code: string; text: string; at: string } | null;
}

const keysOf = (session: string, key = "") => `/api/v1/sessions/${session}/publisher-keys${key && `/${key}`}`;

export const publisherKeys = (session: string, bearer: string): Promise<{ keys: PublisherKey[] }> =>
  call("GET", keysOf(session), undefined, withBearer(bearer));

export const makePublisherKey = (
  session: string,
  bearer: string,
  label: string,
  language = "",
): Promise<PublisherKey & { key: string; url: string }> =>
  call("POST", keysOf(session), { label, language }, withBearer(bearer));

export const revokePublisherKey = (
  session: string,
  bearer: string,
  key: string,
): Promise<{ keys: PublisherKey[] }> => call("DELETE", keysOf(session, key), undefined, withBearer(bearer));
