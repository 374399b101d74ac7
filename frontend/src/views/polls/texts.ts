/** The texts of polls, for the ballot and for charts. A catalogue of its own, because the page's first script has a
 *  limit. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("polls");
export const refusalText = refusalTextIn(t);
