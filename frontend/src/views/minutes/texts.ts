/** The texts around the minutes; those in them come from the server. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("minutes");
export const refusalText = refusalTextIn(t);
