/** The texts around the minutes; those in them come from the server. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/minutes/en.json";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue<typeof en>("minutes");
export const refusalText = refusalTextIn(t);
