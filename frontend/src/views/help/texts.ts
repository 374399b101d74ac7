/** The texts of calls for help. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/help/en.json";
import { refusalTextIn } from "../../locales/texts";
import { nameRefusals } from "../nameRefusals";

export const t = await loadedCatalogue<typeof en>(
  import.meta.glob("../../locales/help/*.json", { import: "default" }),
);
export const refusalText = refusalTextIn(t, nameRefusals);
