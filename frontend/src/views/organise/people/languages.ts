/** Names of languages, in the reader's language. */
import { language } from "../../../locales/language.svelte";

export const languageName = (tag: string): string =>
  new Intl.DisplayNames([language()], { type: "language" }).of(tag) ?? tag;
