/** The texts of the record of a session. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/record/en.json";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue<typeof en>(
  import.meta.glob("../../locales/record/*.json", { import: "default" }),
);
export const refusalText = refusalTextIn(t);
