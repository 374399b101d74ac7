/** Which change of a party's place calls its people: third, second, next, and the floor itself. Pure. */

/** A party as the list has it: its first place from 1 (0 is not on it), and whether it has the floor. */
export interface Standing {
  position: number;
  speaks: boolean;
}

export type Alert = "third" | "second" | "next" | "floor";

const CALLS: Record<number, Alert> = { 1: "next", 2: "second", 3: "third" };

/** No alert may follow another within this time; the floor alone is told at once. */
export const QUIET_MS = 5000;

/**
 * The alert for a change, or null. Who has just asked for the floor knows the place, and a place further back
 * calls nobody; `before` is null where a page has only just opened.
 */
export function alertFor(before: Standing | null, now: Standing): Alert | null {
  if (before === null) return null;
  if (now.speaks) return before.speaks ? null : "floor";
  const nearer = before.position > now.position || before.speaks;
  return nearer && before.position > 0 ? (CALLS[now.position] ?? null) : null;
}

/** What a tab behind others shows as long as it is the case. */
export const standingAlert = ({ position, speaks }: Standing): Alert | null =>
  speaks ? "floor" : (CALLS[position] ?? null);

/** Lets one alert through in `QUIET_MS`; of those that must wait, the newest goes when it is over. */
export class Pace {
  private last = -Infinity;
  private held: Alert | null = null;

  constructor(
    private readonly call: (alert: Alert) => void,
    private readonly clock: () => number = Date.now,
  ) {}

  tell(alert: Alert): void {
    this.held = alert;
    const wait = alert === "floor" ? 0 : this.last + QUIET_MS - this.clock();
    if (wait <= 0) this.release();
    else setTimeout(() => this.release(), wait);
  }

  /** What was to be told is no longer so. */
  drop(): void {
    this.held = null;
  }

  private release(): void {
    if (this.held === null) return;
    this.last = this.clock();
    const alert = this.held;
    this.held = null;
    this.call(alert);
  }
}
