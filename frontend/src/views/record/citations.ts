/** Which paragraphs of outcome documents cite an item of a session's minutes. */
import { citationsOf, type CitingParagraph } from "../../state/outcome";
import { minutesItem } from "./moments";

/** By item, such as "turn/3". */
export type CitationsByItem = Record<string, CitingParagraph[]>;

export function citationsByItem(citations: readonly CitingParagraph[]): CitationsByItem {
  const used: CitationsByItem = {};
  for (const one of citations) (used[minutesItem(one.kind, one.target)] ??= []).push(one);
  return used;
}

/** Empty if the server does not tell: the page reads without it. */
export async function fetchCitations(session: string, bearer: string): Promise<CitationsByItem> {
  try {
    return citationsByItem((await citationsOf(bearer, session)).citations);
  } catch {
    return {};
  }
}
