/** The REST endpoints of seats: the ways in, and those on to another device. */
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
  conference: { name: Text; short: string; tagline: string };
  session: string;
  seats: DemoSeat[];
}

/** What the demo offers, or null where this is no demo. */
export const demo = (): Promise<Demo | null> => orNull(call("GET", "/api/demo"));

export const takeDemoSeat = (key: string): Promise<Seat> => call("POST", "/api/seats/demo", { seat: key });

/** Who comes as a guest: nothing but a name, if wanted, and where it sits. */
export interface Guest {
  name: string;
  place: "hall" | "remote";
}

export const takeGuestSeat = (guest: Guest, session: string | null): Promise<Seat> =>
  call("POST", "/api/seats/guest", session ? { ...guest, session } : guest);

/** A visitor's seat, from which one may call for help and do nothing else. */
export const takeVisitorSeat = (session: string): Promise<Seat> =>
  call("POST", "/api/seats/visitor", { session });

/** A seat in the session whose code this is. */
export const join = (code: string, guest: Guest): Promise<Seat & { session: string }> =>
  call("POST", "/api/seats/join", { code, ...guest });

export interface SessionEntrance {
  session: string;
  title: Text;
  code: string;
  /** What the session's QR code says. */
  join: string;
}

/** What anyone may know of a session, or null where there is none. */
export const sessionEntrance = (session: string): Promise<SessionEntrance | null> =>
  orNull(call("GET", `/api/sessions/${session}`));

/** For a person who signed in with a cookie. */
export const takeOwnSeat = (): Promise<Seat> => call("POST", "/api/seats", {}, { "X-CSRFToken": csrf() });

export interface Offer {
  /** The name that the phone will have. */
  device: string;
  expires_at: string;
  plain: Way;
  /** The same over HTTPS where that is another address: for a microphone. */
  secure: Way | null;
}

interface Way {
  address: string;
  /** A QR code of it, as a data URI. */
  picture: string;
}

/** A code by which the seat of this bearer goes on on a phone. */
export const continueSeat = (bearer: string, path: string): Promise<Offer> =>
  call("POST", "/api/seats/continue", { path }, { Authorization: `Bearer ${bearer}` });

/** The seat behind a code, on this device from now on, and the page to open. */
export const takeContinued = (code: string): Promise<Seat & { path: string }> =>
  call("POST", "/api/seats/continue/take", { code });

/** A link by which a journalist takes a seat, once. */
export const seatLink = (bearer: string, participant: string, session: string): Promise<Offer> =>
  call("POST", "/api/seats/press", { participant, session }, withBearer(bearer));

/** The seat of this bearer is on this device again. */
export const bringSeatBack = (bearer: string, device: string): Promise<unknown> =>
  call("POST", "/api/seats/continue/back", { device }, { Authorization: `Bearer ${bearer}` });

export interface Phones {
  /** The encrypted address, or null where there is none. */
  https: string | null;
  /** The fingerprint of the certificate authority that phones must install; null if a public one certifies the address. */
  fingerprint: string | null;
}

export const phones = (): Promise<Phones> => call("GET", "/api/phones");

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
