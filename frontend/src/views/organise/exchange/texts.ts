/** The texts of import and export. */
import { t as policies } from "../../../components/accessPolicies";
import { seatRefusals } from "../../../components/seatRefusals";
import { loadedCatalogue, type Translate } from "../../../locales/catalogue.svelte";
import { colon } from "../../../locales/colon";
import { comma } from "../../../locales/language.svelte";
import { refusalTextIn, t as shared } from "../../../locales/texts";
import { errorTextIn } from "../../../state/errorText";
import { languageName } from "../../../locales/languageNames";
import { t as delegations } from "../delegations/texts";
import { t as people } from "../people/texts";
import { t as planning } from "../programme/texts";
import { type Fault, type TableName } from "./api";

export const t = await loadedCatalogue("exchange");
const refusalText = refusalTextIn(t, seatRefusals);
export const errorText = errorTextIn((refusal) => {
  const { code, message = "", values = {} } = refusal;
  const { row } = values;
  // A problem of the file itself says where it is.
  if (row === undefined || code.startsWith("exchange.")) return refusalText(refusal);
  // What was refused when the rows were written names its row. The server's English names it already.
  const text = refusalText({ code, values });
  return text ? t("import.at_row", { row, text }) : message;
});

/** The name of a field of a table, such as *Delegation*, or *Title (French)* for `title:fr`. */
export function fieldText(table: TableName, name: string): string {
  const [base = "", tag] = name.split(":");
  const own = table === "people" && base === "name" ? "people_name" : base;
  // A key that ends in _other would be a form of a plural.
  const key = `field.${own === "limit_other" ? "limit_others" : own}`;
  if (!t.has(key)) return name;
  const field = t(key as never);
  return tag ? t("exchange.field_in", { field, language: languageName(tag) }) : field;
}

/** By field whose values are words of the file: the catalogue of these words, and what their keys begin with. */
const WORDS: Record<string, [Translate<never>, string]> = {
  category: [people, "people.category."],
  place: [shared, "place."],
  roles: [people, "people.role."],
  kind: [planning, "kind."],
  access: [policies, "policy."],
  region: [delegations, "region."],
  accredited: [delegations, "delegations."],
  cancelled: [delegations, "delegations."],
  ends_turns: [delegations, "delegations."],
  order_policy: [planning, "policy."],
  quorum_to_open: [planning, "quorum."],
  quorum_to_decide: [planning, "quorum."],
  speaking_times: [planning, "preset."],
};

/** A value that a file gives, in the words of the screens. Texts, names and figures stay as they are. */
export function valueText(field: string, value: string): string {
  if (field === "language" && value) return languageName(value);
  if (field === "motion_speakers") return value.split("; ").map(speakersText).join("; ");
  const [words, prefix] = WORDS[field] ?? [];
  if (!words) return value;
  const named = (word: string) => (words.has(prefix + word) ? words((prefix + word) as never) : word);
  return (field === "roles" ? value.split("; ").map(named) : [named(value)]).join(comma());
}

/** How many speak on a motion, which the server writes as `suspension 2 for 2 against`. */
function speakersText(value: string): string {
  const [, motion, inFavour, against] = /^(\w+) (\d+) for (\d+) against$/.exec(value) ?? [];
  const key = `motion.${motion}`;
  if (!shared.has(key)) return value;
  const sides = [`${planning("limits.in_favour")} ${inFavour}`, `${planning("limits.against")} ${against}`];
  return `${shared(key as never)}${colon()} ${sides.join(comma())}`;
}

/** What is wrong with a row, in the reader's language. A row that lacks a field has no column for it. */
export function faultText(table: TableName, { code, column, values, message }: Fault): string {
  const named = code === "no_column" || code === "required" ? fieldText(table, column) : column;
  const key = `fault.${code}`;
  return t.has(key) ? t(key as never, { ...values, column: named }) : message;
}
