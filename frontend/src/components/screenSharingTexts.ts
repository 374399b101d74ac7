/** The texts of sharing a screen. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type en from "../locales/screenSharing/en.json";
import { refusalTextIn } from "../locales/texts";

export const t = await loadedCatalogue<typeof en>("screenSharing");
export const refusalText = refusalTextIn(t);
