/** The language of the reader, and translators over typed catalogues. */
import { isolated } from "./isolated";

export const LANGUAGES = { en: "English", id: "Bahasa Indonesia" } as const;
export type Language = keyof typeof LANGUAGES;

/** `{name}` in a text is replaced by the parameter; `count` chooses among the forms of a plural. */
export type Plural = { ordinal?: true; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;
export type Message = string | Plural;
export type Params = Record<string, string | number>;

const KEY = "balai.language";
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

const reader = $state({ language: initialLanguage() });

function initialLanguage(): Language {
  const wished = [localStorage.getItem(KEY), ...navigator.languages.map((tag) => tag.split("-")[0] ?? "")];
  return wished.find((tag): tag is Language => tag !== null && tag in LANGUAGES) ?? "en";
}

export function language(): Language {
  return reader.language;
}

export function setLanguage(chosen: Language): void {
  reader.language = chosen;
  localStorage.setItem(KEY, chosen);
}

export function direction(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.includes(tag) ? "rtl" : "ltr";
}

/** A typed `t()` over one catalogue a language; a view's own catalogue travels in the view's chunk. */
export function translator<K extends string>(catalogues: Record<Language, Record<K, Message>>) {
  return (key: K, params: Params = {}): string =>
    render(catalogues[reader.language][key], params, reader.language);
}

export function render(message: Message, params: Params, tag: string): string {
  const text = typeof message === "string" ? message : form(message, Number(params["count"] ?? 0), tag);
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => isolated(String(params[name] ?? hole)));
}

function form(plural: Plural, count: number, tag: string): string {
  const rules = new Intl.PluralRules(tag, { type: plural.ordinal ? "ordinal" : "cardinal" });
  return plural[rules.select(count)] ?? plural.other;
}
