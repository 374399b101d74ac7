/** The texts of the page on personal data. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue("privacy");
export const errorText = errorTextIn(refusalTextIn(t));
