/** The seats of this tab. They are kept in `sessionStorage`, so a reload keeps them. */
import type { SeatInfo } from "../wire/frames";

export interface Seat {
  token: string;
  expires_at: string;
  seat: SeatInfo;
  /** The name of this device if the seat was continued on it; the first device has none. */
  device?: string;
  /** The seat was taken with a party's seat card, which staff may replace. */
  card?: boolean;
  /** The seat is that of an account, which has pages of its own. */
  account?: boolean;
}

/** Each conference has its own seat in the tab: `balai.seat/<slug>`. Seats of older versions have no slug. */
export const KEY = "balai.seat";
/** The slug of the conference whose seat was stored last, for pages of no conference. */
const LAST = "balai.conference";
/** The seat from which a visitor called for help. It stays beside a seat that is taken later. */
export const VISIT = "balai.visit";

export const keyOf = (slug: string | null) => (slug ? `${KEY}/${slug}` : KEY);

/** The tab's seat in the conference of this slug; without a slug, the one that was stored last. */
export function storedSeat(slug: string | null): Seat | null {
  return stored(keyOf(slug ?? sessionStorage.getItem(LAST))) ?? stored(KEY);
}

/**
 * Whether this tab has a seat from which a person can call for help: a visitor's seat, or on a page without a seat of
 * its own (`isSeatless`) the tab's seat.
 */
export const hasSeatForHelp = (isSeatless: boolean, slug: string | null): boolean =>
  VISIT in sessionStorage || (isSeatless && storedSeat(slug) !== null);

export function stored(key: string): Seat | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Seat);
}

export function storeSeat(seat: Seat): void {
  sessionStorage.setItem(keyOf(seat.seat.slug), JSON.stringify(seat));
  sessionStorage.setItem(LAST, seat.seat.slug);
}
