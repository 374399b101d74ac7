/** The texts of the record of a session. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/record/en.json";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue<typeof en>("record");
export const refusalText = refusalTextIn(t);
