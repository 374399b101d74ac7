/** The endpoint that reads a file for the list of speakers. */
import type { InscriptionRow } from "../../../messages/messages.gen";
import { problemIn, withBearer } from "../../../state/api";

/** A row of a file for the list of speakers, before anything is put there. */
export interface PreviewRow {
  line: number;
  /** As they were written, by column. */
  cells: Record<string, string>;
  row: InscriptionRow | null;
  verdict: "good" | "elsewhere" | "refused";
  code: string;
  message: string;
  group_warning: string;
  /** The key of the party's theme, where it is not the session's. */
  party_theme: string;
}

export interface Preview {
  rows: PreviewRow[];
  ignored: string[];
  late: boolean;
}

export const inscriptionsIn = async (session: string, bearer: string, file: File): Promise<Preview> => {
  const headers = { ...withBearer(bearer), Accept: "application/json", "Content-Type": "text/csv" };
  const answer = await fetch(`/api/sessions/${session}/inscriptions`, {
    method: "POST",
    headers,
    body: file,
  });
  if (!answer.ok) throw await problemIn(answer);
  return (await answer.json()) as Preview;
};
