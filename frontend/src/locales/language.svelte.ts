/** The language of the reader. */

export const LANGUAGES = {
  en: "English",
  id: "Bahasa Indonesia",
  fr: "Français",
  es: "Español",
  ar: "العربية",
  zh: "中文",
  ru: "Русский",
} as const;
export type Language = keyof typeof LANGUAGES;

const KEY = "balai.language";
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

const reader = $state({ language: initialLanguage() });

function initialLanguage(): Language {
  const wished = [localStorage.getItem(KEY), ...navigator.languages.map((tag) => tag.split("-")[0] ?? "")];
  return wished.find((tag): tag is Language => tag !== null && tag in LANGUAGES) ?? "en";
}

/**
 * Language tags in an order: first those of `LANGUAGES`, then others by alphabet. The members of a JSON object have no
 * order, because PostgreSQL sorts them.
 */
export function inOrder(tags: readonly string[]): string[] {
  const usual = Object.keys(LANGUAGES);
  const place = (tag: string) => (usual.includes(tag) ? usual.indexOf(tag) : usual.length);
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it is read at once
  return [...new Set(tags)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

export function language(): Language {
  return reader.language;
}

export function setLanguage(chosen: Language): void {
  reader.language = chosen;
  localStorage.setItem(KEY, chosen);
}

/**
 * The tag with which dates and numbers are written: British English, because it writes 24 hours, as conference papers
 * do; in Arabic the digits of clocks and document numbers.
 */
export function formatTag(tag: string): string {
  return tag === "en" ? "en-GB" : tag === "ar" ? "ar-u-nu-latn" : tag;
}

export function direction(tag: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.includes(tag) ? "rtl" : "ltr";
}

/** What stands between the members of a list. */
export function comma(): string {
  return reader.language === "ar" ? "، " : reader.language === "zh" ? "、" : ", ";
}
