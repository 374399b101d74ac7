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
}

const KEY = "balai.seat";
/** The seat from which a visitor called for help. It stays beside a seat that is taken later. */
const VISIT = "balai.visit";

export const storedSeat = (): Seat | null => stored(KEY);
export const storedVisit = (): Seat | null => stored(VISIT);

/** Whether this tab can call the staff, or has a seat to call from if the page has none of its own (`comesIn`). */
export const hasVisit = (comesIn: boolean): boolean =>
  VISIT in sessionStorage || (comesIn && KEY in sessionStorage);

function stored(key: string): Seat | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Seat);
}

export function storeSeat(seat: Seat): void {
  sessionStorage.setItem(KEY, JSON.stringify(seat));
}

export function storeVisit(visit: Seat): void {
  sessionStorage.setItem(VISIT, JSON.stringify(visit));
}

export function leaveVisit(): void {
  sessionStorage.removeItem(VISIT);
}

/** Clears the storage before a new seat is taken, because a tab opened from another begins with a copy of it. */
export function leaveSeat(): void {
  sessionStorage.removeItem(KEY);
}
