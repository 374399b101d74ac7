/** The REST endpoints of a session's minutes. */
import { problemIn, withBearer } from "./api";
import { fetchFile, type NamedFile } from "./files";

export interface MinutesCell {
  text: string;
  /** Of a moment: the same in UTC, and as RFC 3339. */
  utc: string;
  at: string;
}

export interface MinutesRow {
  /** What a correction names it by, such as `turn/3`; empty where it takes none. */
  item: string;
  cells: MinutesCell[];
  corrections: { text: string; reason: string; by: string; at: MinutesCell }[];
}

export interface MinutesSection {
  name: string;
  title: string;
  columns: { name: string; label: string; figures: boolean }[];
  rows: MinutesRow[];
}

/** What happened at a moment, as a sentence. */
export interface MinutesEvent {
  at: MinutesCell;
  text: string;
  /** As of a row. */
  item: string;
  /** Stands before it. */
  heading: string;
}

/** The minutes of a session, in the language that was asked for. */
export interface SessionMinutes {
  version: string;
  language: string;
  conference: string;
  title: string;
  room: string;
  theme: string;
  date: string;
  zone: string;
  state: string;
  notes: string[];
  as_of: MinutesCell;
  /** Until when delegations can ask for corrections of notes; null while the session lasts. */
  corrections_until: MinutesCell | null;
  facts: { label: string; text: string }[];
  in_short: string[];
  chronology: MinutesEvent[];
  sections: MinutesSection[];
}

export interface TaggedMinutes {
  minutes: SessionMinutes;
  /** Names the version. */
  tag: string;
}

/**
 * The minutes, with the tag of its version; null where the reader has this version already. An empty bearer asks for
 * what everyone may read.
 */
export async function sessionMinutes(
  session: string,
  bearer: string,
  language: string,
  known: string,
): Promise<TaggedMinutes | null> {
  const answer = await fetch(`/api/v1/sessions/${session}/minutes?language=${language}`, {
    headers: { ...(bearer && withBearer(bearer)), ...(known && { "If-None-Match": known }) },
    cache: "no-store",
  });
  if (answer.status === 304) return null;
  if (!answer.ok) throw await problemIn(answer);
  return { minutes: (await answer.json()) as SessionMinutes, tag: answer.headers.get("ETag") ?? "" };
}

/** A file of the minutes, and the name to save it under. */
export async function minutesFile(
  session: string,
  bearer: string,
  language: string,
  file: string,
): Promise<NamedFile> {
  return fetchFile(`/api/v1/sessions/${session}/minutes/${file}?language=${language}`, bearer, file);
}

/** All acts of a session with all names, for the staff, and the name to save them under. */
export async function actsFile(session: string, bearer: string, language: string): Promise<NamedFile> {
  return fetchFile(`/api/v1/sessions/${session}/acts.csv?language=${language}`, bearer, "acts.csv");
}
