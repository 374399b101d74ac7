/** The texts of calls for help. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/help/en.json";
import { refusalTextIn } from "../../locales/texts";
import { nameRefusals } from "../nameRefusals";

export const t = await loadedCatalogue<typeof en>("help");
export const refusalText = refusalTextIn(t, nameRefusals);
