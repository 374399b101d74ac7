/** What distinguishes the statements of one party from each other. */
import { languageTitle } from "../../../locales/languageNames";
import { piecesOf, plainTextOf } from "../../../components/richText";
import { language } from "../../../locales/language.svelte";
import { t as shared } from "../../../locales/texts";
import type { Entities } from "../../../state/store.svelte";
import { hallDayTime } from "../../../state/times";
import { t } from "./texts";

type Statement = Entities["written_statement"];

const LONGEST_TITLE = 60;

/** The beginning of the text; empty if this reader may not read it yet. */
export function statementTitle({ text, rich }: Pick<Statement, "text" | "rich">): string {
  const plain = rich ? plainTextOf(piecesOf(text)) : text;
  const [line = ""] = plain.trim().split("\n");
  if (line.length <= LONGEST_TITLE) return line;
  const cut = line.slice(0, LONGEST_TITLE);
  return `${cut.slice(0, cut.lastIndexOf(" ") + 1).trim() || cut}…`;
}

/** How a statement is spoken, its language, its length, and when it was handed in, in a time zone. */
export function statementFacts(statement: Statement, zone: string): string {
  return [
    statement.spoken && statement.kind !== "statement" && shared(`kind.${statement.kind}`),
    statement.on_behalf_of && shared("stage.on_behalf", { group: statement.on_behalf_of }),
    languageTitle(statement.language),
    statement.words > 0 && t("written.length", { count: statement.words }),
    t("written.handed_in", { when: hallDayTime(statement.submitted_at, zone, language()) }),
  ]
    .filter(Boolean)
    .join(" · ");
}
