/** The texts of the glossary. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";
import type en from "../../locales/glossary/en.json";

export const t = await loadedCatalogue<typeof en>("glossary");
export const refusalText = refusalTextIn(t);
export const errorText = errorTextIn(refusalText);
