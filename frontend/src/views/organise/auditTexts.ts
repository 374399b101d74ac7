/** The texts of the audit log. */
import type en from "../../locales/audit/en.json";
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue<typeof en>("audit");
export const errorText = errorTextIn(refusalTextIn(t));
