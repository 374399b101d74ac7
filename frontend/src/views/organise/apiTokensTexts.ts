/** The texts of the page on the REST API. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue("apiTokens");
export const errorText = errorTextIn(refusalTextIn(t));
