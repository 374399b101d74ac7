/** The texts of sharing a screen. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type en from "../locales/screens/en.json";
import { refusalTextIn } from "../locales/texts";

export const t = await loadedCatalogue<typeof en>(
  import.meta.glob("../locales/screens/*.json", { import: "default" }),
);
export const refusalText = refusalTextIn(t);
