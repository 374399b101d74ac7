/** The texts of recordings of a session. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/sessionRecordings/en.json";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue<typeof en>("sessionRecordings");
export const refusalText = refusalTextIn(t);
