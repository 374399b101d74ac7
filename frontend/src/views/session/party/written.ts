/** Statements in writing (FL4): their length as the server counts it, and the names of their languages. Pure. */
import type { Entities } from "../../../state/store.svelte";

const MOST = 500;
const MOST_OF_A_GROUP = 800;

export const countWords = (text: string): number => text.trim().split(/\s+/u).filter(Boolean).length;

/** How many words a statement may have; a group's may be longer. */
export const mostWords = (group: string): number => (group.trim() === "" ? MOST : MOST_OF_A_GROUP);

/** The name of a language in the reader's, or its tag where that names none. */
export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** As they were handed in, the oldest first. */
export function asHandedIn(
  statements: readonly Entities["written_statement"][],
): Entities["written_statement"][] {
  return [...statements].sort((a, b) => Date.parse(a.submitted_at) - Date.parse(b.submitted_at));
}
