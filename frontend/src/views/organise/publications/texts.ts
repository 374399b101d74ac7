/** The texts of the page on what is published after sessions. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/publications/en.json";
import { refusalTextIn } from "../../../locales/texts";

export const t = await loadedCatalogue<typeof en>("publications");
export const refusalText = refusalTextIn(t);
