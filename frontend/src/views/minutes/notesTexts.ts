/** The texts around the rapporteurs' notes. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("notes");
export const refusalText = refusalTextIn(t);
