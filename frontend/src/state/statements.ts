/** The REST endpoints of written statements: documents, and texts that are held back. */
import { call, problemIn, withBearer } from "./api";
import { fetchFile, type NamedFile } from "./files";

/** What a party states about a document that it hands in. */
export interface StatementFacts {
  language: string;
  on_behalf_of: string;
  spoken: boolean;
  kind: string;
  replaces: string | null;
}

/**
 * The parts of a document that are left out: the words of hidden, struck out or deleted text, of headers, footers,
 * form fields and notes over a page; and the number of other parts.
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

/** The text that would be used of a document, shown for confirmation because parts of the document are left out. */
export interface StatementPreview {
  text: string;
  rich: boolean;
  left_out: Partial<Record<(typeof LEFT_OUT)[number], number>>;
}

/** Hands in a statement as a DOCX or PDF file. If the answer is a preview, nothing is handed in until it is confirmed. */
export async function handInStatement(
  session: string,
  bearer: string,
  file: Blob,
  { language, on_behalf_of, spoken, kind, replaces }: StatementFacts,
  confirmed: boolean,
): Promise<StatementPreview | null> {
  const about = new URLSearchParams({ language, on_behalf_of, spoken: String(spoken), kind });
  if (replaces) about.set("replaces", replaces);
  if (confirmed) about.set("confirmed", "true");
  const answer = await fetch(`/api/v1/sessions/${session}/written?${about}`, {
    method: "PUT",
    headers: { ...withBearer(bearer), "Content-Type": "application/octet-stream" },
    body: file,
  });
  if (!answer.ok) throw await problemIn(answer);
  return answer.status === 200 ? ((await answer.json()) as StatementPreview) : null;
}

/** The text of a statement, for seats that may read it before everyone. */
export const statementText = (
  session: string,
  bearer: string,
  statement: string,
): Promise<{ text: string; rich: boolean; file: string }> =>
  call("GET", `/api/v1/sessions/${session}/written/${statement}`, undefined, withBearer(bearer));

/** A new DOCX of the text of a statement that was handed in as a file. */
export const statementFile = (session: string, bearer: string, statement: string): Promise<NamedFile> =>
  fetchFile(`/api/v1/sessions/${session}/written/${statement}/file`, bearer, `statement-${statement}`);

/** The unchecked document in which a statement was handed in, for the staff. */
export const statementOriginal = (session: string, bearer: string, statement: string): Promise<NamedFile> =>
  fetchFile(
    `/api/v1/sessions/${session}/written/${statement}/original`,
    bearer,
    `unchecked-original-${statement}`,
  );
