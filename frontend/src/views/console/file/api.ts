/** The endpoint that reads a file for the list of speakers. */
import type { InscriptionRow } from "../../../messages/messages.gen";
import { problemIn, withBearer } from "../../../state/api";

/** A row of a file for the list of speakers, before anything is inscribed. */
export interface InscriptionPreviewRow {
  line: number;
  /** The cells as they are in the file, by column. */
  cells: Record<string, string>;
  row: InscriptionRow | null;
  verdict: "good" | "elsewhere" | "refused";
  code: string;
  message: string;
  group_warning: string;
  /** The key of the party's theme if it is not the session's; otherwise empty. */
  party_theme: string;
}

export interface InscriptionPreview {
  rows: InscriptionPreviewRow[];
  ignored: string[];
  late: boolean;
}

export const inscriptionsIn = async (
  session: string,
  bearer: string,
  file: File,
): Promise<InscriptionPreview> => {
  const headers = { ...withBearer(bearer), Accept: "application/json", "Content-Type": "text/csv" };
  const answer = await fetch(`/api/v1/sessions/${session}/inscriptions`, {
    method: "POST",
    headers,
    body: file,
  });
  if (!answer.ok) throw await problemIn(answer);
  return (await answer.json()) as InscriptionPreview;
};
