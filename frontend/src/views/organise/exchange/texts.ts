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

/** What is wrong with a row, in the reader's language. A row that lacks a field has no column for it. */
export function faultText(table: TableName, { code, column, values, message }: Fault): string {
  const named = code === "no_column" || code === "required" ? fieldText(table, column) : column;
  const key = `fault.${code}`;
  return t.has(key) ? t(key as never, { ...values, column: named }) : message;
}
