/** Which change of a party's place raises an alert: third, second, next, the floor itself, and a vote. Pure. */

/** The state of a party: its first place from 1 (0 if it is not on the list), and whether it has the floor. */
export interface PartyState {
  position: number;
  speaks: boolean;
  /** `called` in a roll call, or it can answer in another vote and has not answered yet (FL28). */
  ballot: "called" | "vote" | null;
}

export type Alert = "third" | "second" | "next" | "floor" | "called" | "vote";

const CALLS: Record<number, Alert> = { 1: "next", 2: "second", 3: "third" };

/** No alert follows another within this time, except those that are told at once. */
export const QUIET_MS = 5000;
const AT_ONCE: readonly Alert[] = ["floor", "called"];

/**
 * The alert for a change, or null. A new request and a place further back raise no alert. `before` is null when the
 * page has just opened.
 */
export function alertFor(before: PartyState | null, now: PartyState): Alert | null {
  if (before === null) return null;
  if (now.ballot !== null) return now.ballot === before.ballot ? null : now.ballot;
  if (now.speaks) return before.speaks ? null : "floor";
  const nearer = before.position > now.position || before.speaks;
  return nearer && before.position > 0 ? (CALLS[now.position] ?? null) : null;
}

/** The alert that the tab's title and icon show while it applies. */
export const currentAlert = ({ position, speaks, ballot }: PartyState): Alert | null =>
  ballot ?? (speaks ? "floor" : (CALLS[position] ?? null));

/** Lets one alert through in each `QUIET_MS`. After that time the newest waiting one follows. */
export class AlertPacer {
  private last = -Infinity;
  private waiting: Alert | null = null;

  constructor(
    private readonly call: (alert: Alert) => void,
    private readonly clock: () => number = Date.now,
  ) {}

  add(alert: Alert): void {
    this.waiting = alert;
    const wait = AT_ONCE.includes(alert) ? 0 : this.last + QUIET_MS - this.clock();
    if (wait <= 0) this.release();
    else setTimeout(() => this.release(), wait);
  }

  /** Drops the waiting alert, because it no longer applies. */
  drop(): void {
    this.waiting = null;
  }

  private release(): void {
    if (this.waiting === null) return;
    this.last = this.clock();
    const alert = this.waiting;
    this.waiting = null;
    this.call(alert);
  }
}
