/** Names of languages, in the reader's language. */
import { language } from "../../../locales/language.svelte";

export const languageName = (tag: string): string =>
  new Intl.DisplayNames([language()], { type: "language" }).of(tag) ?? tag;

/** The texts that were filled in, by language. */
export function filledIn(texts: Record<string, string>): Record<string, string> {
  const given = Object.entries(texts).map(([tag, text]) => [tag, text.trim()] as const);
  return Object.fromEntries(given.filter(([, text]) => text));
}
