/** The texts of registrations. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/registrations/en.json";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue<typeof en>("registrations");
export const refusalText = refusalTextIn(t);
export const errorText = errorTextIn(refusalText);
