/** The names of languages by their BCP 47 tags. */
import { language } from "./language.svelte";

/** The languages that are offered everywhere: those of the United Nations, and the host's. */
export const COMMON_LANGUAGES = ["ar", "zh", "en", "fr", "ru", "es", "id"];

/** A language's name in the reader's language, such as *French*. */
export const languageName = (tag: string): string => nameIn(tag, language());

/** A language's name in itself, such as *Français*, with a capital letter. */
export const ownName = (tag: string): string => capitalised(nameIn(tag, tag), tag);

/** The name of a language where it stands alone: with a capital letter, also where sentences have a small one. */
export const languageTitle = (tag: string): string => capitalised(languageName(tag), language());

export const capitalised = (name: string, tag: string): string =>
  name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);

function nameIn(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
