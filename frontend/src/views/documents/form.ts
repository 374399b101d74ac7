/** Values of a document as a form has them, and their texts. */
import { formatTag, language } from "../../locales/language.svelte";
import { COMMON_LANGUAGES } from "../../locales/languageNames";
import type { PaperDocument } from "../../state/documents";
import { dayWithTimeIn } from "../../state/moments";
import { dateIn, timeIn } from "../../state/times";
import { t } from "./texts";

export type Values = Pick<
  PaperDocument,
  "title" | "symbol" | "session" | "access" | "embargo" | "embargo_until"
>;
export const ACCESS = ["public", "registered", "delegations", "staff"] as const;
export const EMBARGOES = ["none", "until", "held"] as const;
const KILO = 1000;

/** The languages that a file can be given: the conference's first. */
export const languagesOf = (conference: readonly string[]): string[] => [
  ...new Set([...conference, ...COMMON_LANGUAGES]),
];

/** "4.2 MB", "310 kB". */
export function sizeText(octets: number, language: string): string {
  const mega = octets >= KILO * KILO;
  const number = Math.max(1, octets / (mega ? KILO * KILO : KILO));
  const digits = mega && number < 10 ? 1 : 0;
  return `${number.toLocaleString(formatTag(language), { maximumFractionDigits: digits })} ${mega ? "MB" : "kB"}`;
}

export function embargoText({ embargo, embargo_until }: PaperDocument, zone: string): string {
  if (embargo !== "until" || !embargo_until) return t("documents.held");
  const moment = dayWithTimeIn(embargo_until, zone, language());
  return t("documents.withheld_until", { moment });
}

/** The language in a file's name, such as `report_fr.pdf`, if it is one of these; else the first that is not there. */
export function languageOf(name: string, languages: readonly string[], there: readonly string[]): string {
  const stem = name.replace(/\.\w+$/, "").toLowerCase();
  const named = languages.find((tag) => new RegExp(`(^|[-_ .(])${tag.toLowerCase()}\\)?$`).test(stem));
  return named ?? languages.find((tag) => !there.includes(tag)) ?? languages[0] ?? "en";
}

export const valuesOf = (row: PaperDocument): Values => {
  const { title, symbol, session, access, embargo, embargo_until } = row;
  return { title: { ...title }, symbol, session, access, embargo, embargo_until };
};

const areSame = (one: unknown, other: unknown): boolean => {
  const sorted = (value: unknown) =>
    JSON.stringify(value && typeof value === "object" ? Object.entries(value).sort() : value);
  return sorted(one) === sorted(other);
};

/** What of the values was changed, and what stood there before. */
export function changedValues(
  before: Values,
  after: Values,
): { values: Partial<Values>; seen: Partial<Values> } {
  const names = (Object.keys(after) as (keyof Values)[]).filter(
    (name) => !areSame(before[name], after[name]),
  );
  const pick = (of: Values) => Object.fromEntries(names.map((name) => [name, of[name]])) as Partial<Values>;
  return { values: pick(after), seen: pick(before) };
}

/** A moment as `datetime-local` fields have it, in a time zone: `2021-11-16T09:00`. */
export const localInputText = (moment: string, zone: string): string =>
  `${dateIn(moment, zone)}T${timeIn(moment, zone, "en")}`;

/** The moment of such a text in a time zone; null if there is none, as in a gap of daylight-saving time. */
export function momentOfInput(local: string, zone: string): string | null {
  const guess = Date.parse(`${local}:00Z`);
  if (Number.isNaN(guess)) return null;
  // The offset at the guess may differ from the one at the moment, so a second step corrects it.
  let moment = guess;
  for (let step = 0; step < 2; step++)
    moment += guess - Date.parse(`${localInputText(new Date(moment).toISOString(), zone)}:00Z`);
  const found = new Date(moment).toISOString();
  return localInputText(found, zone) === local ? found : null;
}
