/** The texts of roll calls. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type { Key } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("rollcall");

/** A regional group of the United Nations in the reader’s language; another region as the organiser names it. */
export function regionName(region: string): string {
  const key = `region.${region}`;
  return t.has(key) ? t(key as Key<"rollcall">) : region;
}
