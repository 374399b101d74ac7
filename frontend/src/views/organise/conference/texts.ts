/** The texts of the page on which organisers change the conference itself. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/conference/en.json";
import { refusalTextIn } from "../../../locales/texts";

export const t = await loadedCatalogue<typeof en>("conference");
export const refusalText = refusalTextIn(t);
