/** The layout of the programme: days, a row for each time, parallel sessions in one row. */
import { compareIds } from "./nextSession";
import type { Entities } from "./store.svelte";
import { dateIn } from "./times";

type Session = Entities["session"];

export interface Row {
  starts_at: string;
  sessions: Session[];
}

export interface Day {
  /** "2021-11-16", in the conference's time zone. */
  date: string;
  rows: Row[];
}

/** All days: today, then the days to come, then the past days. */
export function programmeDays(sessions: readonly Session[], zone: string, now: number): Day[] {
  const today = dateIn(now, zone);
  const dates = [...new Set(sessions.map(({ starts_at }) => dateIn(starts_at, zone)))].sort();
  const ahead = dates.filter((date) => date >= today);
  const behind = dates.filter((date) => date < today);
  return [...ahead, ...behind].map((date) => ({
    date,
    rows: programmeRows(sessions.filter(({ starts_at }) => dateIn(starts_at, zone) === date)),
  }));
}

function programmeRows(sessions: readonly Session[]): Row[] {
  const starts = [...new Set(sessions.map(({ starts_at }) => starts_at))].sort();
  return starts.map((starts_at) => ({
    starts_at,
    sessions: sessions.filter((session) => session.starts_at === starts_at).sort(compareIds),
  }));
}

/** Sessions that are open or suspended, and not adjourned to a date. */
export const sessionsUnderWay = (sessions: readonly Session[]): Session[] =>
  sessions
    .filter(({ state, resumes_at }) => (state === "open" || state === "suspended") && !resumes_at)
    .sort(compareIds);
