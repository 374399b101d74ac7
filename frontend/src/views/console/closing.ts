/** A closing time as it was typed, "14:30", in the conference's zone. */
import { timeIn } from "../../state/times";

/** The next moment, from now on, at which clocks in the zone show that time; RFC 3339 in UTC. */
export function closingMoment(time: string, zone: string, now: number): string {
  const wanted = minutesOf(time);
  const shown = minutesOf(timeIn(now, zone, "en"));
  const ahead = ((wanted - shown + 1440) % 1440) * 60_000;
  const moment = new Date(now - (now % 60_000) + ahead);
  return moment.toISOString();
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
