/** Moments and what the clocks at the venue show, with changes of daylight saving. Pure. */
import { dateIn, timeIn } from "../../../state/times";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a clock shows: "2021-11-16" and "13:20". */
export interface WallTime {
  date: string;
  time: string;
}

export const wallTimeOf = (moment: number, zone: string): WallTime => ({
  date: dateIn(moment, zone),
  time: timeIn(moment, zone, "en"),
});

const asUtc = ({ date, time }: WallTime): number => Date.parse(`${date}T${time}:00Z`);

/** By how much the clocks of a zone are ahead of UTC at a moment, in whole minutes. */
const aheadAt = (moment: number, zone: string): number =>
  asUtc(wallTimeOf(moment, zone)) - Math.floor(moment / MINUTE) * MINUTE;

/** The moment at which clocks show this, the first if there are two; null in the gap of daylight saving. */
export function momentOf(wall: WallTime, zone: string): number | null {
  const utc = asUtc(wall);
  if (Number.isNaN(utc)) return null;
  const found = [utc - DAY, utc + DAY]
    .map((near) => utc - aheadAt(near, zone))
    .filter((moment) => asUtc(wallTimeOf(moment, zone)) === utc);
  return found.length ? Math.min(...found) : null;
}

export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The first moment of a date. In some zones midnight falls into the gap of daylight saving. */
export function startOf(date: string, zone: string): number {
  const midnight = momentOf({ date, time: "00:00" }, zone);
  if (midnight !== null) return midnight;
  return momentOf({ date, time: "01:00" }, zone) ?? Date.parse(`${date}T00:00:00Z`);
}

/** The length of a day in milliseconds: 23, 24 or 25 hours. */
export const lengthOf = (date: string, zone: string): number =>
  startOf(dateAfter(date, 1), zone) - startOf(date, zone);

/** The moment that a command can name: of two moments at which clocks show the same time, the first. */
export const nameableMoment = (moment: number, zone: string): number =>
  momentOf(wallTimeOf(moment, zone), zone) ?? moment;
