/** The texts of the audit log. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue("audit");
export const errorText = errorTextIn(refusalTextIn(t));
