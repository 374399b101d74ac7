/** The seats of this tab, kept in its `sessionStorage` so that a reload sits where it sat. */
import type { SeatInfo } from "../wire/frames";

export interface Seat {
  token: string;
  expires_at: string;
  seat: SeatInfo;
  /** The name of this device among the person's, where the seat was continued on it; the first has none. */
  device?: string;
  /** It was taken by a party's seat card, which staff may replace. */
  card?: boolean;
}

const KEY = "balai.seat";
/** The seat from which a visitor called for help; it goes on beside a seat that is taken later. */
const VISIT = "balai.visit";

export const storedSeat = (): Seat | null => stored(KEY);
export const storedVisit = (): Seat | null => stored(VISIT);

/** Whether this tab has a line to the staff, or a seat to have it by where the page has no seat of its own (`comesIn`). */
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

/** A tab opened from another may begin with a copy of its storage: whoever takes a new seat clears it first. */
export function leaveSeat(): void {
  sessionStorage.removeItem(KEY);
}
