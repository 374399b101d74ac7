/** The texts about captions, for those who read them and those who write them. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import type en from "../../locales/captions/en.json";

export const t = await loadedCatalogue<typeof en>("captions");
export const refusalText = refusalTextIn(t);
