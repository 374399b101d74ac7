/** The texts about captions, for those who read them and those who write them. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("captions");
export const refusalText = refusalTextIn(t);
