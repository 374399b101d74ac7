/** The texts about languages: for listeners, interpreters and organisers. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { language } from "../../locales/language.svelte";
import { refusalTextIn } from "../../locales/texts";
import type en from "../../locales/interpretation/en.json";
import { isSignLanguage } from "./signLanguages";

export const t = await loadedCatalogue<typeof en>("interpretation");
export const refusalText = refusalTextIn(t);

/** A language's name in the reader's language, such as *French*. */
export const languageName = (tag: string): string =>
  isSignLanguage(tag) ? t(`sign.name.${tag}`) : nameIn(tag, language());

/** A language's name in itself, such as *Français*, with a capital letter. */
export function ownName(tag: string): string {
  const name = nameIn(tag, tag);
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

function nameIn(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
