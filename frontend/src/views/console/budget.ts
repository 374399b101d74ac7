/** What the moderator is told of the time: when the lists will be done, and what would end them in time (FL17). Pure. */
import { turnClock } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";

type Limits = Entities["floor"]["limits"];

export interface Course {
  waiting: readonly Pick<Entities["entry"], "limit">[];
  /** The turn that has the floor, and the one that waits for a ruling. */
  turns: readonly (Entities["turn"] | null)[];
  /** By how many seconds turns went beyond their limits so far, on average. */
  overrun: number;
  /** The server's time, milliseconds. */
  now: number;
}

/** Seconds until the lists are done if everyone after this turn takes the given time. */
function rest({ waiting, turns, overrun, now }: Course, take: (limit: number) => number): number {
  const left = turns.map((turn) => (turn ? Math.max(0, turnClock(turn, now).left) : 0));
  const waits = waiting.map(({ limit }) => take(limit) + overrun);
  return [...left, ...waits].reduce((sum, seconds) => sum + seconds, 0);
}

/** When the lists will be done, in milliseconds: turns' rests, limits of all who wait, and the average overrun of each. */
export const projectedEnd = (course: Course): number => course.now + 1000 * rest(course, (limit) => limit);

const STEP = 5;
const SHORTEST = 10;

/** The longest speaking time for each, in steps of 5 s, with which the lists are done by a moment; null where none is. */
export function cutTo(course: Course, end: number): number | null {
  const available = (end - course.now) / 1000;
  const longest = Math.max(0, ...course.waiting.map(({ limit }) => limit));
  let most = Math.ceil(longest / STEP) * STEP - STEP;
  while (most >= SHORTEST && rest(course, (limit) => Math.min(limit, most)) > available) most -= STEP;
  return most >= SHORTEST && longest > 0 ? most : null;
}

/** The limits cut to a most. */
export function cutLimits(limits: Limits, most: number): Limits {
  const { state, group, observer, other } = limits;
  const cut = (seconds: number) => Math.min(seconds, most);
  return { state: cut(state), group: cut(group), observer: cut(observer), other: cut(other) };
}
