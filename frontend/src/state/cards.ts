/** The REST endpoints of seat cards. */
import { call, withBearer, type Text } from "./api";
import type { Seat } from "./seat";

export interface SeatCard {
  party: string;
  /** In groups, as it is printed: `12-K7M3-PXQT-CDFG-HJKM`. */
  code: string;
  /** The page where the code is typed. */
  address: string;
  /** A QR code of that page with the code, as a data URI. */
  picture: string;
  /** How many sit by it. */
  phones: number;
}

const CARDS = "/api/seatcards";

export const seatCards = async (bearer: string): Promise<SeatCard[]> =>
  (await call<{ cards: SeatCard[] }>("GET", CARDS, undefined, withBearer(bearer))).cards;

/** A card for each party that has none; answers all. */
export const makeCards = async (bearer: string): Promise<SeatCard[]> =>
  (await call<{ cards: SeatCard[] }>("POST", CARDS, {}, withBearer(bearer))).cards;

/** The party's card is over; answers the new one. */
export const revokeCard = (bearer: string, party: string): Promise<SeatCard> =>
  call("POST", `${CARDS}/revoke`, { party }, withBearer(bearer));

/** Whose card a code is of. It spends nothing. */
export const lookAtCard = (code: string): Promise<{ party: Text; conference: string }> =>
  call("POST", `${CARDS}/look`, { code });

/** A seat in the hall, and the session that has begun, empty where it is not one alone. */
export const sitDown = (code: string, name: string): Promise<Seat & { session: string }> =>
  call("POST", `${CARDS}/take`, { code, name });
