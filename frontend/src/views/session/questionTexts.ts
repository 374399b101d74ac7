/** The texts of the tab with questions. A catalogue of its own, because the page's first script has a limit. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import type en from "../../locales/questions/en.json";

export const t = await loadedCatalogue<typeof en>("questions");
export const refusalText = refusalTextIn(t);
