/** The texts of the page on personal data. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/privacy/en.json";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue<typeof en>("privacy");
export const errorText = errorTextIn(refusalTextIn(t));
