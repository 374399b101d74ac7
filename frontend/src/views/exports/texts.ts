/** The texts of exports. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/exports/en.json";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue<typeof en>("exports");
export const refusalText = refusalTextIn(t);
export const errorText = errorTextIn(refusalText);
