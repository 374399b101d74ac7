/** The text that the delegation with the floor handed in to be spoken, as captions. Pure. */
import { piecesOf as richPiecesOf, plainTextOf } from "../../components/richText";
import type { Entities } from "../../state/store.svelte";
import { spokenStatement } from "../session/party/writtenStatements";
import { piecesOf } from "./write/pieces";

type Statement = Entities["written_statement"];

/** The most characters of a caption: two lines of 37, as subtitles have (EBU). Most phones show them whole. */
const LONGEST = 74;

/** The text of a turn in a language, once it may be read; null if there is none. */
export const preparedText = (
  statements: readonly Statement[],
  turn: Entities["turn"],
  language: string,
): Statement | null =>
  spokenStatement(
    statements.filter((one) => one.language === language && one.text !== ""),
    turn,
  );

/** A text as captions of at most two lines, which end with a sentence if possible. */
export const preparedCaptions = ({ text, rich }: Pick<Statement, "text" | "rich">): string[] =>
  piecesOf(rich ? plainTextOf(richPiecesOf(text)) : text, LONGEST);

/** Which of the captions of a text comes next: the one after the last of those that were written, in their order. */
export function nextPrepared(texts: readonly string[], written: readonly string[]): number {
  let next = 0;
  for (const text of written) {
    // A sentence may stand twice in a text.
    const after = texts.indexOf(text, next);
    const found = after < 0 ? texts.indexOf(text) : after;
    if (found >= 0) next = found + 1;
  }
  return next;
}
