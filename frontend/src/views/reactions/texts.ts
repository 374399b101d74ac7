/** The texts of reactions to what was released. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/reactions/en.json";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue<typeof en>("reactions");
export const refusalText = refusalTextIn(t);
