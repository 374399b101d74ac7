/** What of the tab's seats is stored besides the seat that it acts in, and how they are removed. */
import { KEY, keyOf, stored, VISIT, type Seat } from "./seat";

export const storedVisit = (): Seat | null => stored(VISIT);

export function storeVisit(visit: Seat): void {
  sessionStorage.setItem(VISIT, JSON.stringify(visit));
}

export function leaveVisit(): void {
  sessionStorage.removeItem(VISIT);
}

/** Removes the tab's seats before a new one is taken, because a tab opened from another begins with a copy of them. */
export function leaveSeats(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEY)) sessionStorage.removeItem(key);
}

/** Removes the tab's seat in the conference of this slug. */
export function leaveSeat(slug: string | null): void {
  sessionStorage.removeItem(keyOf(slug));
  sessionStorage.removeItem(KEY);
}
