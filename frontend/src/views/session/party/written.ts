/** Statements in writing (FL4): their length as the server counts it, and the names of their languages. Pure. */
import type { Entities } from "../../../state/store.svelte";

const MOST = 500;
const MOST_OF_A_GROUP = 800;

type Statement = Entities["written_statement"];

type Category = Entities["party"]["category"];

interface Capacity {
  kind: Entities["turn"]["kind"];
  on_behalf_of: string;
}

/** What is typed and chosen before it is handed in. */
export interface Draft {
  way: "text" | "file";
  /** HTML. */
  text: string;
  group: string;
  language: string;
  code: string;
  spoken: boolean;
  /** As what it is spoken, where it is. */
  kind: Statement["kind"];
  /** The statement whose place it takes. */
  replaces: string | null;
}

export const newDraft = (language: string): Draft => ({
  way: "text", text: "", group: "", language, code: "", spoken: false, kind: "statement", replaces: null,
}); // prettier-ignore

/** A letter of a script that is written without spaces between words; `sessions/written_statements/rules.py` has the same. */
const LETTER = new RegExp(
  `(?=[\\p{L}\\p{N}])[${[
    "Han", "Hiragana", "Katakana", "Bopomofo", "Yi", "Thai", "Lao", "Khmer", "Myanmar", "Tai_Tham", "Tai_Le",
    "New_Tai_Lue", "Tai_Viet", "Tibetan", "Javanese", "Balinese",
  ].map((script) => `\\p{scx=${script}}`).join("")}]`,
  "u",
); // prettier-ignore

/** As the server counts them: each letter is a word where a script has no spaces. */
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

/** How many words a statement may have; a group's may be longer. */
export const mostWords = (group: string, category?: Category): number =>
  group.trim() === "" && category !== "group" ? MOST : MOST_OF_A_GROUP;

/** The name of a language in the reader's, or its tag where that names none. */
export function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** As they were handed in, the oldest first. */
export const asHandedIn = (statements: readonly Statement[]): Statement[] =>
  [...statements].sort((a, b) => Date.parse(a.submitted_at) - Date.parse(b.submitted_at));

/** Each statement as its own party sees it, where it is mine. */
export function ownFirstOf(statements: readonly Statement[], own: readonly Statement[]): Statement[] {
  const mine = new Map(own.map((statement) => [statement.id, statement]));
  return statements.map((statement) => mine.get(statement.id) ?? statement);
}

/** Whether two are spoken as the same: a statement or an intervention, in the party's own name or for a group (FL1). */
export const alike = (one: Capacity, other: Capacity): boolean =>
  one.kind === other.kind && (one.on_behalf_of === "") === (other.on_behalf_of === "");

/** The text of a turn or an entry: the one that its party hands in to be spoken in its kind and capacity. */
export const spokenBy = (
  statements: readonly Statement[],
  turn: Capacity & { party: string },
): Statement | null =>
  asHandedIn(statements)
    .filter((each) => each.spoken && each.party === turn.party && alike(each, turn))
    .at(-1) ?? null;
