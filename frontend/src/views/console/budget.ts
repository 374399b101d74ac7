/** When the lists will be done, and the speaking times with which they would end in time (FL17). Pure. */
import { turnClock } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";

type Limits = Entities["floor"]["limits"];

export interface RemainingTurns {
  waiting: readonly Pick<Entities["entry"], "limit">[];
  /** The current turn, and the one that waits for a ruling. */
  turns: readonly (Entities["turn"] | null)[];
  /** The average overrun of the turns so far, seconds. */
  overrun: number;
  /** The server's time, milliseconds. */
  now: number;
}

/** Seconds until the lists are done if each entry takes the time that `take` gives. */
function rest({ waiting, turns, overrun, now }: RemainingTurns, take: (limit: number) => number): number {
  const left = turns.map((turn) => (turn ? Math.max(0, turnClock(turn, now).left) : 0));
  const waits = waiting.map(({ limit }) => take(limit) + overrun);
  return [...left, ...waits].reduce((sum, seconds) => sum + seconds, 0);
}

/** When the lists will be done, milliseconds: the rest of the turns, and limit and average overrun of each entry. */
export const projectedEnd = (remaining: RemainingTurns): number =>
  remaining.now + 1000 * rest(remaining, (limit) => limit);

const STEP = 5;
const SHORTEST = 10;
const CLASSES = ["state", "group", "observer", "other"] as const;

/** The speaking times that a cut changes: of each class, and of a party's first and second right of reply. */
export interface TimeLimits {
  limits: Limits;
  reply_limits: readonly number[];
}

/** A figure cut to a share of it, in steps of 5 s; none is cut below 10 s, nor made longer. */
const cut = (seconds: number, percent: number): number =>
  Math.min(seconds, Math.max(SHORTEST, Math.floor((seconds * percent) / 100 / STEP) * STEP));

/** All figures cut in the same proportion. Points of order, motions and who speaks on them keep theirs. */
export function cutFigures({ limits, reply_limits }: TimeLimits, percent: number): TimeLimits {
  const classes = Object.fromEntries(CLASSES.map((name) => [name, cut(limits[name], percent)]));
  return {
    limits: { ...limits, ...classes },
    reply_limits: reply_limits.map((seconds) => cut(seconds, percent)),
  };
}

/** The largest percentage to which all figures can be cut so that the lists are done by a moment; null if none is. */
export function cutPercentFor(remaining: RemainingTurns, end: number): number | null {
  if (remaining.waiting.length === 0) return null;
  const available = (end - remaining.now) / 1000;
  for (let percent = 99; percent > 0; percent--)
    if (rest(remaining, (limit) => cut(limit, percent)) <= available) return percent;
  return null;
}
