/** The texts of the page on what is published after sessions. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { refusalTextIn } from "../../../locales/texts";

export const t = await loadedCatalogue("publications");
export const refusalText = refusalTextIn(t);
