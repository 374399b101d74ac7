/** The texts of the mark that a session is being recorded. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type en from "../locales/recordingMark/en.json";

export const t = await loadedCatalogue<typeof en>("recordingMark");
