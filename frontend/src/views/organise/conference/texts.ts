/** The texts of the page on which organisers change the conference itself. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { refusalTextIn } from "../../../locales/texts";

export const t = await loadedCatalogue("conference");
export const refusalText = refusalTextIn(t);
