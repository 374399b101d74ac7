/** The texts of the technical check. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type { Key } from "../../locales/catalogue.svelte";
import type en from "../../locales/check/en.json";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue<typeof en>("check");
export const refusalText = refusalTextIn(t);

/** Returns the text for the result of a test; empty if there is none. */
export function findingText(line: string, why: string): string {
  const key = `why.${line}.${why}`;
  return t.has(key) ? t(key as Key<typeof en>) : "";
}
