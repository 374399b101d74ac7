/** The REST endpoints of a session's record. */
import { problemIn, withBearer } from "./api";
import { fileAt, type NamedFile } from "./files";

export interface RecordCell {
  text: string;
  /** Of a moment: the same in UTC, and as RFC 3339. */
  utc: string;
  at: string;
}

export interface RecordRow {
  /** What a correction names it by, such as `turn/3`; empty where it takes none. */
  item: string;
  cells: RecordCell[];
  corrections: { text: string; reason: string; by: string; at: RecordCell }[];
}

export interface RecordSection {
  name: string;
  title: string;
  columns: { name: string; label: string; figures: boolean }[];
  rows: RecordRow[];
}

/** The record of a session, in the language that was asked for. */
export interface SessionRecord {
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
  as_of: RecordCell;
  sections: RecordSection[];
}

export interface TaggedRecord {
  record: SessionRecord;
  /** Names the version. */
  tag: string;
}

/** The record, with the tag of its version; null where the reader has this version already. */
export async function sessionRecord(
  session: string,
  bearer: string,
  language: string,
  known: string,
): Promise<TaggedRecord | null> {
  const answer = await fetch(`/api/sessions/${session}/record?language=${language}`, {
    headers: { ...withBearer(bearer), ...(known && { "If-None-Match": known }) },
    cache: "no-store",
  });
  if (answer.status === 304) return null;
  if (!answer.ok) throw await problemIn(answer);
  return { record: (await answer.json()) as SessionRecord, tag: answer.headers.get("ETag") ?? "" };
}

/** A file of the record, and the name to save it under. */
export async function recordFile(
  session: string,
  bearer: string,
  language: string,
  file: string,
): Promise<NamedFile> {
  return fileAt(`/api/sessions/${session}/record/${file}?language=${language}`, bearer, file);
}
