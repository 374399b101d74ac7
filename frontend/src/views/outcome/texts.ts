/** The texts of the outcome document. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue("outcome");
export const refusalText = refusalTextIn(t);
export const errorText = errorTextIn(refusalText);
