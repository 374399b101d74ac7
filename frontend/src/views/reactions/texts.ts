/** The texts of reactions to what was released. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("reactions");
export const refusalText = refusalTextIn(t);
