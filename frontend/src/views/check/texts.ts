/** The texts of the technical check. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type { Key } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("check");
export const refusalText = refusalTextIn(t);

/** Returns the text for the result of a test; empty if there is none. */
export function findingText(line: string, why: string): string {
  const key = `why.${line}.${why}`;
  return t.has(key) ? t(key as Key<"check">) : "";
}
