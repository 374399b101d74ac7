/** The REST endpoints of seat cards. */
import { call, withBearer, type Text } from "./api";
import type { Seat } from "./seat";

export interface SeatCard {
  party: string;
  /** The code in groups, as it is printed: `12-K7M3-PXQT-CDFG-HJKM`. */
  code: string;
  /** The address of the page where the code is typed. */
  address: string;
  /** A QR code of that page with the code, as a data URI. */
  picture: string;
  /** How many seats were taken with it. */
  phones: number;
}

const CARDS = "/api/v1/seatcards";

export const seatCards = async (bearer: string): Promise<SeatCard[]> =>
  (await call<{ cards: SeatCard[] }>("GET", CARDS, undefined, withBearer(bearer))).cards;

/** Makes a card for each party that has none; returns all cards. */
export const makeCards = async (bearer: string): Promise<SeatCard[]> =>
  (await call<{ cards: SeatCard[] }>("POST", CARDS, {}, withBearer(bearer))).cards;

/** Replaces the party's card; returns the new one. */
export const revokeCard = (bearer: string, party: string): Promise<SeatCard> =>
  call("POST", `${CARDS}/revoke`, { party }, withBearer(bearer));

/** Whose card a code belongs to. The request does not use the card up. */
export const readCardOwner = (code: string): Promise<{ party: Text; conference: string }> =>
  call("POST", `${CARDS}/look`, { code });

/** Takes a seat in the hall. `session` is the session that has begun, or empty if none or several have. */
export const takeCardSeat = (code: string, name: string): Promise<Seat & { session: string }> =>
  call("POST", `${CARDS}/take`, { code, name });
