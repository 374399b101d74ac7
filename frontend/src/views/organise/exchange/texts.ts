/** The texts of import and export. */
import { seatRefusals } from "../../../components/seatRefusals";
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/exchange/en.json";
import { refusalTextIn } from "../../../locales/texts";
import { errorTextIn } from "../../../state/errorText";
import { languageName } from "../../../locales/languageNames";
import { type Fault, type TableName } from "./api";

export const t = await loadedCatalogue<typeof en>("exchange");
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

const FIELDS = [
  ...(["code", "name", "spoken", "category", "region", "groups", "rank", "place", "accredited"] as const),
  ...(["theme", "most_members", "microphone", "honorific", "function", "email", "delegation"] as const),
  ...(["roles", "language", "id", "day", "start", "end", "room", "title", "description", "kind"] as const),
  ...(["access", "cancelled", "chair", "speakers", "interpreters", "rapporteurs", "captioners"] as const),
  ...(["operators", "delegates", "agenda", "order_policy", "quorum_to_open", "quorum_to_decide"] as const),
  ...(["speaking_times", "limit_state", "limit_group", "limit_observer", "limit_other"] as const),
  ...(["limit_order", "limit_on_motion", "limit_explanation", "limit_replies", "ends_turns"] as const),
  "motion_speakers" as const,
];
const isField = (name: string): name is (typeof FIELDS)[number] =>
  (FIELDS as readonly string[]).includes(name);

/** The name of a field of a table, such as *Delegation*, or *Title (French)* for `title:fr`. */
export function fieldText(table: TableName, name: string): string {
  const [base = "", tag] = name.split(":");
  if (!isField(base)) return name;
  const key = table === "people" && base === "name" ? "people_name" : base;
  // A key that ends in _other would be a form of a plural.
  const field = t(`field.${key === "limit_other" ? "limit_others" : key}`);
  return tag ? t("exchange.field_in", { field, language: languageName(tag) }) : field;
}

const FAULTS = [
  ...([
    "surplus",
    "no_column",
    "required",
    "too_long",
    "one_of",
    "number",
    "yes_or_no",
    "code",
    "email",
    "name",
  ] as const),
  ...(["language", "day", "time", "no_such_time", "duration", "unknown_delegation"] as const),
  ...([
    "ambiguous_delegation",
    "delegation_full",
    "unknown_person",
    "ambiguous_person",
    "ambiguous",
  ] as const),
  ...(["name_taken", "twice", "needs_part", "needs_delegation", "address_taken", "day_long"] as const),
  ...(["description_cut", "speaking_time", "reply_times", "motion_speakers", "agenda"] as const),
  ...([
    "far_day",
    "too_many_languages",
    "has_begun",
    "session_closed",
    "speaker_unknown",
    "speaker_ambiguous",
    "room_clash",
  ] as const),
];
const isKnown = (code: string): code is (typeof FAULTS)[number] =>
  (FAULTS as readonly string[]).includes(code);

/** What is wrong with a row, in the reader's language. A row that lacks a field has no column for it. */
export function faultText(table: TableName, { code, column, values, message }: Fault): string {
  const named = code === "no_column" || code === "required" ? fieldText(table, column) : column;
  return isKnown(code) ? t(`fault.${code}`, { ...values, column: named }) : message;
}
