/** The texts of recordings of a session. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("sessionRecordings");
export const refusalText = refusalTextIn(t);
