/** The names of languages by their BCP 47 tags. */
import { language } from "./language.svelte";

/** A language's name in the reader's language, such as *French*. */
export const languageName = (tag: string): string => nameIn(tag, language());

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
