/** The texts of documents. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/documents/en.json";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue<typeof en>("documents");
export const refusalText = refusalTextIn(t);
export const errorText = errorTextIn(refusalText);
