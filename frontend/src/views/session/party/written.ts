/** Written statements (FL4): their length as the server counts it, and the names of their languages. Pure. */
import type { Entities } from "../../../state/store.svelte";

const MOST = 500;
const MOST_OF_A_GROUP = 800;

type Statement = Entities["written_statement"];

type Category = Entities["party"]["category"];

interface Capacity {
  kind: Entities["turn"]["kind"];
  on_behalf_of: string;
}

/** A statement that is being written. */
export interface Draft {
  way: "text" | "file";
  /** HTML. */
  text: string;
  group: string;
  language: string;
  code: string;
  spoken: boolean;
  /** How it is spoken, if it is. */
  kind: Statement["kind"];
  /** The statement that it replaces. */
  replaces: string | null;
}

export const newDraft = (language: string): Draft => ({
  way: "text", text: "", group: "", language, code: "", spoken: false, kind: "statement", replaces: null,
}); // prettier-ignore

/** A letter of a script without spaces between words; the same as in `sessions/written_statements/rules.py`. */
const LETTER = new RegExp(
  `(?=[\\p{L}\\p{N}])[${[
    "Han", "Hiragana", "Katakana", "Bopomofo", "Yi", "Thai", "Lao", "Khmer", "Myanmar", "Tai_Tham", "Tai_Le",
    "New_Tai_Lue", "Tai_Viet", "Tibetan", "Javanese", "Balinese",
  ].map((script) => `\\p{scx=${script}}`).join("")}]`,
  "u",
); // prettier-ignore

/** Counts words as the server does: in a script without spaces each letter is a word. */
export const countWords = (text: string): number =>
  text
    .split(/\s+/u)
    .filter(Boolean)
    .map(wordsIn)
    .reduce((sum, words) => sum + words, 0);

function wordsIn(piece: string): number {
  const beside = piece.split(LETTER);
  return beside.length - 1 + beside.filter((each) => /[\p{L}\p{N}]/u.test(each)).length || 1;
}

/** The maximum number of words; a group may have more. */
export const mostWords = (group: string, category?: Category): number =>
  group.trim() === "" && category !== "group" ? MOST : MOST_OF_A_GROUP;

/** The name of a language in the reader's language, or its tag if it has no name. */
export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** In the order in which they were handed in. */
export const asHandedIn = (statements: readonly Statement[]): Statement[] =>
  [...statements].sort((a, b) => Date.parse(a.submitted_at) - Date.parse(b.submitted_at));

/** All statements, and my own as my party sees them. */
export function ownFirstOf(statements: readonly Statement[], own: readonly Statement[]): Statement[] {
  const mine = new Map(own.map((statement) => [statement.id, statement]));
  return statements.map((statement) => mine.get(statement.id) ?? statement);
}

/** Whether two have the same kind (statement or intervention) and capacity (for the party or for a group) (FL1). */
export const alike = (one: Capacity, other: Capacity): boolean =>
  one.kind === other.kind && (one.on_behalf_of === "") === (other.on_behalf_of === "");

/** The text of a turn or an entry: the party's spoken text of the same kind and capacity. */
export const spokenBy = (
  statements: readonly Statement[],
  turn: Capacity & { party: string },
): Statement | null =>
  asHandedIn(statements)
    .filter((each) => each.spoken && each.party === turn.party && alike(each, turn))
    .at(-1) ?? null;
