/** The texts of the tab with questions. A catalogue of its own, because the page's first script has a limit. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("questions");
export const refusalText = refusalTextIn(t);
