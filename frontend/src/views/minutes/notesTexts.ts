/** The texts around the rapporteurs' notes. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/notes/en.json";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue<typeof en>("notes");
export const refusalText = refusalTextIn(t);
