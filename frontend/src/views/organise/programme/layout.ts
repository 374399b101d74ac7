/** Where sessions stand in a day of the programme: rooms across, time down. Pure. */
import type { Entities } from "../../../state/store.svelte";
import { HOUR, lengthOf, MINUTE, startOf } from "./wallTime";

type Session = Entities["session"];

/** A session's planned time and room, or those that it is moved to. */
export interface PlannedPlace {
  starts: number;
  ends: number;
  room: string | null;
}

export const placeOf = ({ starts_at, ends_at, room }: Session): PlannedPlace => ({
  starts: Date.parse(starts_at),
  ends: Date.parse(ends_at),
  room,
});

/** The rooms across; `null` is the column of sessions without a room, which is there only if it is needed. */
export function columnsOf(
  rooms: readonly string[],
  places: readonly PlannedPlace[],
  wanted: string | null | undefined = undefined,
): (string | null)[] {
  const roomless = places.some(({ room }) => room === null || !rooms.includes(room)) || wanted === null;
  return roomless || rooms.length === 0 ? [...rooms, null] : [...rooms];
}

export interface Lane {
  lane: number;
  /** How many stand side by side. */
  lanes: number;
}

/** Side by side what overlaps in one room. */
export function lanesOf(places: ReadonlyMap<string, PlannedPlace>): Map<string, Lane> {
  const sorted = [...places].sort(
    ([a, one], [b, other]) => one.starts - other.starts || other.ends - one.ends || a.localeCompare(b),
  );
  const found = new Map<string, Lane>();
  let group: string[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const id of group) found.set(id, { lane: found.get(id)?.lane ?? 0, lanes: ends.length });
    group = [];
    ends = [];
  };
  for (const [id, place] of sorted) {
    if (group.length && ends.every((end) => end <= place.starts)) close();
    const free = ends.findIndex((end) => end <= place.starts);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = place.ends;
    group.push(id);
    found.set(id, { lane, lanes: 0 });
  }
  close();
  return found;
}

export interface ShownHours {
  from: number;
  to: number;
}

const FIRST = 8 * HOUR;
const LAST = 19 * HOUR;

/** The part of a day that is shown: the usual hours, and what its sessions need; or the whole day. */
export function spanOf(
  date: string,
  zone: string,
  places: readonly PlannedPlace[],
  whole: boolean,
): ShownHours {
  const from = startOf(date, zone);
  const to = from + lengthOf(date, zone);
  if (whole) return { from, to };
  const hourBefore = (moment: number) => from + Math.floor((moment - from) / HOUR) * HOUR;
  const first = Math.min(from + FIRST, ...places.map(({ starts }) => hourBefore(starts)));
  const last = Math.max(from + LAST, ...places.map(({ ends }) => hourBefore(ends + HOUR - MINUTE)));
  return { from: Math.max(from, first), to: Math.min(to, last) };
}

/** The hours of a span, to be labelled. */
export function hoursOf({ from, to }: ShownHours): number[] {
  return Array.from({ length: Math.floor((to - from) / HOUR) }, (_, hour) => from + hour * HOUR);
}

export const STEP = 5 * MINUTE;

/** The nearest whole five minutes. */
export const roundedToStep = (moment: number): number => Math.round(moment / STEP) * STEP;
