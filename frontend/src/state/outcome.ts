/** Outcome documents: those that the seat may see, and their REST endpoints. */
import { call, withBearer } from "./api";
import type { Client } from "./client.svelte";
import { conferenceStream } from "./selectors";
import type { Entities } from "./store.svelte";

export type OutcomeSummary = Entities["outcome"];

export const outcomeStream = (id: string): string => `outcome/${id}`;

/** The outcome documents of the conference that the seat may see, each once. */
export function outcomesOf(client: Client): OutcomeSummary[] {
  const stream = conferenceStream(client.seat?.conference ?? "");
  const all = [...client.store.all(stream, "my_outcome"), ...client.store.all(stream, "outcome")];
  return [...new Map(all.map((one) => [one.id, one])).values()].sort((a, b) => +a.id - +b.id);
}

export interface ComparedRun {
  change: "same" | "added" | "removed";
  text: string;
}

export interface ComparedParagraph {
  paragraph: string;
  kind: Entities["outcome_paragraph"]["kind"];
  label: string;
  change: "same" | "changed" | "added" | "removed" | "moved";
  runs: ComparedRun[];
}

export interface OutcomeVersion {
  version: number;
  paragraph: string;
  label: string;
  cause: string;
  at: string;
}

export interface MergedEdit {
  /** The version of the paragraph now. */
  version: number;
  theirs: string;
  /** Both edits in one text; null if they changed the same words. */
  text: string | null;
  conflicts: { base: string; theirs: string; mine: string }[];
}

export const comparedVersions = (
  bearer: string,
  outcome: string,
  before: number,
  after: number,
): Promise<{ paragraphs: ComparedParagraph[] }> =>
  call(
    "GET",
    `/api/v1/outcomes/${outcome}/compare?before=${before}&after=${after}`,
    undefined,
    withBearer(bearer),
  );

/** The latest changes of a document, or those before a version. */
export const versionsOf = (
  bearer: string,
  outcome: string,
  below?: number,
): Promise<{ versions: OutcomeVersion[] }> =>
  call(
    "GET",
    `/api/v1/outcomes/${outcome}/versions${below === undefined ? "" : `?below=${below}`}`,
    undefined,
    withBearer(bearer),
  );

/** A paragraph that cites something of a session. */
export interface CitingParagraph {
  outcome: string;
  paragraph: string;
  label: string;
  kind: Entities["outcome_citation"]["kind"];
  target: string;
}

/** What the outcome documents that the seat may see cite of a session. */
export const citationsOf = (bearer: string, session: string): Promise<{ citations: CitingParagraph[] }> =>
  call("GET", `/api/v1/sessions/${session}/citations`, undefined, withBearer(bearer));

/** An edit of a version of a paragraph, joined with what others changed meanwhile. Changes nothing. */
export const mergeEdit = (
  bearer: string,
  outcome: string,
  paragraph: string,
  version: number,
  text: string,
): Promise<MergedEdit> =>
  call(
    "POST",
    `/api/v1/outcomes/${outcome}/paragraphs/${paragraph}/merge`,
    { version, text },
    withBearer(bearer),
  );
