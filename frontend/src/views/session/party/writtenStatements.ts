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
export interface StatementDraft {
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

export const newDraft = (language: string): StatementDraft => ({
  way: "text", text: "", group: "", language, code: "", spoken: false, kind: "statement", replaces: null,
}); // prettier-ignore

/** A letter or digit of one of these scripts. */
const letterOf = (...scripts: string[]) =>
  new RegExp(`(?=[\\p{L}\\p{N}])[${scripts.map((script) => `\\p{scx=${script}}`).join("")}]`, "gu");

/** Scripts without spaces between words, as in `sessions/written_statements/rules.py`. */
const CHARACTER = letterOf("Han", "Hiragana", "Katakana", "Bopomofo", "Yi");
const LETTER = letterOf(
  "Thai", "Lao", "Khmer", "Myanmar", "Tai_Tham", "Tai_Le", "New_Tai_Lue", "Tai_Viet", "Tibetan", "Javanese", "Balinese",
); // prettier-ignore
const LETTERS_PER_WORD = 4;

/** Counts words as the server does: in scripts without spaces each character is one, or four letters are. */
export const countWords = (text: string): number =>
  text
    .split(/\s+/u)
    .filter(Boolean)
    .map(wordsIn)
    .reduce((sum, words) => sum + words, 0);

function wordsIn(piece: string): number {
  const letters = piece.match(LETTER)?.length ?? 0;
  const characters = piece.match(CHARACTER)?.length ?? 0;
  const beside = piece.replace(LETTER, " ").replace(CHARACTER, " ").split(" ");
  const words = beside.filter((each) => /[\p{L}\p{N}]/u.test(each)).length;
  return characters + Math.ceil(letters / LETTERS_PER_WORD) + words || 1;
}

/** The maximum number of words; a group may have more. */
export const maxWords = (group: string, category?: Category): number =>
  group.trim() === "" && category !== "group" ? MOST : MOST_OF_A_GROUP;

/** In the order in which they were handed in. */
export const inSubmissionOrder = (statements: readonly Statement[]): Statement[] =>
  [...statements].sort((a, b) => Date.parse(a.submitted_at) - Date.parse(b.submitted_at));

/** All statements, and my own as my party sees them. */
export function withOwnFirst(statements: readonly Statement[], own: readonly Statement[]): Statement[] {
  const mine = new Map(own.map((statement) => [statement.id, statement]));
  return statements.map((statement) => mine.get(statement.id) ?? statement);
}

/** Whether two have the same kind (statement or intervention) and capacity (for the party or for a group) (FL1). */
export const hasSameCapacity = (one: Capacity, other: Capacity): boolean =>
  one.kind === other.kind && (one.on_behalf_of === "") === (other.on_behalf_of === "");

/** The text of a turn or an entry: the party's spoken text of the same kind and capacity. */
export const spokenStatement = (
  statements: readonly Statement[],
  turn: Capacity & { party: string },
): Statement | null =>
  inSubmissionOrder(statements)
    .filter((each) => each.spoken && each.party === turn.party && hasSameCapacity(each, turn))
    .at(-1) ?? null;
