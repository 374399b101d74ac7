/** The texts of the outcome document. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/outcome/en.json";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue<typeof en>("outcome");
export const refusalText = refusalTextIn(t);
export const errorText = errorTextIn(refusalText);
