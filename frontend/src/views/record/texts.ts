/** The texts of the record of a session. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("record");
export const refusalText = refusalTextIn(t);
