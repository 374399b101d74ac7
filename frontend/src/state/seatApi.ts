/** The REST endpoints by which people take seats and move them to another device. */
import type { Entities } from "../messages/messages.gen";
import { call, Problem, withBearer, type Text } from "./api";
import type { Seat } from "./seat";

export interface DemoSeat {
  key: string;
  label: Text;
  note: Text;
  path: string;
}

export interface Demo {
  notice: Text;
  conference: { slug: string; name: Text; short: string; tagline: string };
  session: string;
  seats: DemoSeat[];
}

/** What the demo offers; null if this is not a demo. */
export const demo = (): Promise<Demo | null> => orNull(call("GET", "/api/v1/demo"));

export const takeDemoSeat = (key: string): Promise<Seat> => call("POST", "/api/v1/seats/demo", { seat: key });

/** The public facts of a conference. Days are null if none is set yet. */
export interface ConferenceFacts {
  slug: string;
  name: Text;
  short: string;
  tagline: string;
  host: string;
  venue: string;
  /** The address of its logo; empty if it has none. */
  logo: string;
  first_day: string | null;
  last_day: string | null;
  is_demo: boolean;
  /** Whether guests may take a seat. */
  admits_guests: boolean;
  /** Whether the person who is signed in has a part in it. */
  has_part: boolean;
  /** The path at which the audience registers; empty if it cannot. */
  registration: string;
}

/**
 * The conferences that are open to guests, and those in which the person who is signed in has a part. `is_empty` says
 * that the server has none at all.
 */
export const conferences = (): Promise<{ conferences: ConferenceFacts[]; is_empty: boolean }> =>
  call("GET", "/api/v1/conferences");

/** The public facts of a conference; null if it does not exist. */
export const conferenceFacts = (slug: string): Promise<ConferenceFacts | null> =>
  orNull(call("GET", `/api/v1/c/${slug}`));

/** Where seats of a conference are taken; without a slug, of the only one that the server has. */
const seatsOf = (slug: string | null, kind = ""): string => `/api/v1${slug ? `/c/${slug}` : ""}/seats${kind}`;

/** What a guest gives: a name, if they want, and where they sit. */
export interface Guest {
  name: string;
  place: "hall" | "remote";
}

export const takeGuestSeat = (slug: string | null, guest: Guest, session: string | null): Promise<Seat> =>
  call("POST", seatsOf(slug, "/guest"), session ? { ...guest, session } : guest);

/** Takes a visitor's seat, from which a person can only call for help. */
export const takeVisitorSeat = (slug: string | null, session: string): Promise<Seat> =>
  call("POST", seatsOf(slug, "/visitor"), { session });

/** Takes a seat in the session with this code. */
export const join = (code: string, guest: Guest): Promise<Seat & { session: string }> =>
  call("POST", "/api/v1/seats/join", { code, ...guest });

export interface SessionEntrance {
  session: string;
  /** The slug of its conference. */
  conference: string;
  title: Text;
  /** Who may enter. If the session is not public, its code and the address are empty. */
  access: Entities["session"]["access"];
  code: string;
  /** What the session's QR code contains. */
  join: string;
  /** The path at which the audience registers; empty if it cannot. */
  registration: string;
}

/** The public facts of a session; null if it does not exist. */
export const sessionEntrance = (session: string): Promise<SessionEntrance | null> =>
  orNull(call("GET", `/api/v1/sessions/${session}`));

/** Takes a seat for a person who is signed in by a cookie. */
export const takeOwnSeat = async (slug: string | null): Promise<Seat> => ({
  ...(await call<Seat>("POST", seatsOf(slug), {}, { "X-CSRFToken": csrf() })),
  account: true,
});

export interface SeatOffer {
  /** The name that the phone will have. */
  device: string;
  expires_at: string;
  plain: Way;
  /** The same page over HTTPS, for a microphone, if that is another address. */
  secure: Way | null;
}

interface Way {
  address: string;
  /** A QR code of the address, as a data URI. */
  picture: string;
}

/** Gets a code with which the seat of this bearer continues on a phone. */
export const continueSeat = (bearer: string, path: string): Promise<SeatOffer> =>
  call("POST", "/api/v1/seats/continue", { path }, { Authorization: `Bearer ${bearer}` });

/** Moves the seat behind a code to this device; also returns the page to open. */
export const takeSeatByCode = (code: string): Promise<Seat & { path: string }> =>
  call("POST", "/api/v1/seats/continue/take", { code });

/** Gets a link with which a journalist takes a seat, once. */
export const seatLink = (bearer: string, participant: string, session: string): Promise<SeatOffer> =>
  call("POST", "/api/v1/seats/press", { participant, session }, withBearer(bearer));

/** Moves the seat of this bearer back to this device. */
export const bringSeatBack = (bearer: string, device: string): Promise<unknown> =>
  call("POST", "/api/v1/seats/continue/back", { device }, { Authorization: `Bearer ${bearer}` });

export interface PhoneAccess {
  /** The HTTPS address; null if there is none. */
  https: string | null;
  /** The fingerprint of the certificate authority that phones must install; null if a public one certifies the address. */
  fingerprint: string | null;
}

export const phoneAccess = (): Promise<PhoneAccess> => call("GET", "/api/v1/phones");

async function orNull<T>(called: Promise<T>): Promise<T | null> {
  try {
    return await called;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

export function csrf(): string {
  return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}
