/** Which paragraphs of outcome documents cite an item of a session's minutes. */
import { citationsOf, type CitedIn } from "../../state/outcome";
import { itemOf } from "./moments";

/** By item, such as "turn/3". */
export type Used = Record<string, CitedIn[]>;

export function byItem(citations: readonly CitedIn[]): Used {
  const used: Used = {};
  for (const one of citations) (used[itemOf(one.kind, one.target)] ??= []).push(one);
  return used;
}

/** Empty if the server does not tell: the page reads without it. */
export async function citedIn(session: string, bearer: string): Promise<Used> {
  try {
    return byItem((await citationsOf(bearer, session)).citations);
  } catch {
    return {};
  }
}
