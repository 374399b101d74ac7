/** When the lists will be done, and the limit with which they would end in time (FL17). Pure. */
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

/** The longest limit, in steps of 5 s, with which the lists are done by a moment; null if there is none. */
export function cutTo(remaining: RemainingTurns, end: number): number | null {
  const available = (end - remaining.now) / 1000;
  const longest = Math.max(0, ...remaining.waiting.map(({ limit }) => limit));
  let most = Math.ceil(longest / STEP) * STEP - STEP;
  while (most >= SHORTEST && rest(remaining, (limit) => Math.min(limit, most)) > available) most -= STEP;
  return most >= SHORTEST && longest > 0 ? most : null;
}

/** The limits, each of the list at most `most` seconds. Points of order and motions keep theirs. */
export function cutLimits(limits: Limits, most: number): Limits {
  const { state, group, observer, other } = limits;
  const cut = (seconds: number) => Math.min(seconds, most);
  return { ...limits, state: cut(state), group: cut(group), observer: cut(observer), other: cut(other) };
}
