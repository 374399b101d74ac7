/** Closing times as they are typed, "14:30", in the conference's zone. */
import { dateIn, timeIn } from "../../state/times";

const QUARTER_MS = 900_000;
/** In any zone a day begins between 14 hours before and 12 hours after it begins in UTC. */
const QUARTERS = 26 * 4;

/**
 * The moment at which clocks in the zone show a time, RFC 3339 in UTC: on the given day ("2021-11-16"), or without a
 * day the next such moment.
 */
export function closingMoment(time: string, zone: string, now: number, day = ""): string {
  const wanted = minutesOf(time);
  const from = day ? startOf(day, zone) : now;
  const shown = minutesOf(timeIn(from, zone, "en"));
  const ahead = ((wanted - shown + 1440) % 1440) * 60_000;
  return new Date(from - (from % 60_000) + ahead).toISOString();
}

function startOf(day: string, zone: string): number {
  const first = Date.parse(`${day}T00:00:00Z`) - 14 * 4 * QUARTER_MS;
  const moments = Array.from({ length: QUARTERS + 1 }, (_, step) => first + step * QUARTER_MS);
  return moments.find((moment) => dateIn(moment, zone) === day) ?? first;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
