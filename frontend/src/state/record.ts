/** What is published of a closed session: of which parts a reader is told, and the record over REST. */
import { call, withBearer, type Text } from "./api";
import type { Client } from "./client.svelte";
import { conferenceStream } from "./selectors";
import type { Entities } from "./store.svelte";

type Publication = Entities["publication"];
export type Part = Publication["part"];

export interface RecordFile {
  id: string;
  slot: string;
  kind: string;
  /** The BCP 47 tag of the language that is heard, and its name in itself; both empty for the floor's sound. */
  language: string;
  language_name: string;
  /** Its beginning, in seconds from that of the recording. */
  at: number;
  seconds: number;
  octets: number;
}

export interface RecordRecording {
  id: string;
  started_at: string;
  files: RecordFile[];
}

/** What became of a question. */
export type Disposition =
  | "approved"
  | "answering"
  | "answered"
  | "answered_in_writing"
  | "asked_from_the_floor"
  | "deferred"
  | "not_reached";

export interface RecordQuestion {
  id: string;
  text: string;
  author: string;
  party: Text;
  votes: number;
  disposition: Disposition;
  answer: string;
  /** Why it was deferred. */
  reason: string;
}

export interface SessionRecord {
  id: string;
  conference: Text;
  slug: string;
  title: Text;
  timezone: string;
  starts_at: string;
  ends_at: string;
  state: Entities["session"]["state"];
  minutes: boolean;
  /** Null: not published to the reader. */
  recording: RecordRecording[] | null;
  questions: RecordQuestion[] | null;
  /** What everyone reads, also without a seat. */
  is_open: Part[];
}

/** The record of a session; without a bearer, what everyone may read of it. */
export const sessionRecord = (session: string, bearer: string): Promise<SessionRecord> =>
  call("GET", `/api/v1/sessions/${session}/record`, undefined, bearer ? withBearer(bearer) : {});

/** The decisions on a session that the seat is told of, each once. */
export function publications(client: Client, session: string): Publication[] {
  const stream = conferenceStream(client.seat?.conference ?? "");
  const of = (type: "publication" | "my_publication" | "my_session_publication") =>
    client.store.all(stream, type).filter((one) => one.session === session);
  const told = [...of("publication"), ...of("my_publication"), ...of("my_session_publication")];
  const byId = new Map<string, Publication>();
  for (const one of told) if (!byId.get(one.id)?.is_readable) byId.set(one.id, one);
  return [...byId.values()];
}

/** The parts of a session that an organiser published to readers of whom the seat is one. */
export const publishedParts = (client: Client, session: string): Part[] =>
  publications(client, session)
    .filter(({ is_readable, published_at }) => is_readable && published_at)
    .map(({ part }) => part);

/** Whether an organiser decided that the seat does not read a part. */
export const isWithheld = (client: Client, session: string, part: Part): boolean =>
  publications(client, session).some((one) => one.part === part && !one.is_readable);
