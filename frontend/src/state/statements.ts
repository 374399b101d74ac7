/** Statements in writing over REST: documents handed in and fetched, and texts that are held. */
import { call, problemIn, withBearer } from "./api";
import { fileAt, type NamedFile } from "./files";

/** What a party says of a document that it hands in. */
export interface AboutStatement {
  language: string;
  on_behalf_of: string;
  spoken: boolean;
  kind: string;
  replaces: string | null;
}

/**
 * What of a document is not read; the words of text that is hidden, struck out or deleted, in headers and footers, or
 * typed into a form or over a page, and how many of the rest.
 */
export const LEFT_OUT = [
  "hidden",
  "struck",
  "deleted",
  "headers",
  "fields",
  "pictures",
  "inserted",
  "comments",
] as const;

/** What would be read of a document of which something is left out. */
export interface Look {
  text: string;
  rich: boolean;
  left_out: Partial<Record<(typeof LEFT_OUT)[number], number>>;
}

/** Hand in a statement as a DOCX or PDF file. Nothing is handed in where a look is given: it waits to be confirmed. */
export async function handInStatement(
  session: string,
  bearer: string,
  file: Blob,
  { language, on_behalf_of, spoken, kind, replaces }: AboutStatement,
  confirmed: boolean,
): Promise<Look | null> {
  const about = new URLSearchParams({ language, on_behalf_of, spoken: String(spoken), kind });
  if (replaces) about.set("replaces", replaces);
  if (confirmed) about.set("confirmed", "true");
  const answer = await fetch(`/api/sessions/${session}/written?${about}`, {
    method: "PUT",
    headers: { ...withBearer(bearer), "Content-Type": "application/octet-stream" },
    body: file,
  });
  if (!answer.ok) throw await problemIn(answer);
  return answer.status === 200 ? ((await answer.json()) as Look) : null;
}

/** The text of a statement, to who may read it before everyone does. */
export const statementText = (
  session: string,
  bearer: string,
  statement: string,
): Promise<{ text: string; rich: boolean; file: string }> =>
  call("GET", `/api/sessions/${session}/written/${statement}`, undefined, withBearer(bearer));

/** A new DOCX of the text of a statement that was handed in as a file. */
export const statementFile = (session: string, bearer: string, statement: string): Promise<NamedFile> =>
  fileAt(`/api/sessions/${session}/written/${statement}/file`, bearer, `statement-${statement}`);

/** The document that a statement was handed in as, unchecked: for the staff. */
export const statementOriginal = (session: string, bearer: string, statement: string): Promise<NamedFile> =>
  fileAt(`/api/sessions/${session}/written/${statement}/original`, bearer, `unchecked-original-${statement}`);
