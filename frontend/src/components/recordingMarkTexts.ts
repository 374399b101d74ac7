/** The texts of the mark that a session is being recorded. */
import { loadedCatalogue } from "../locales/catalogue.svelte";

export const t = await loadedCatalogue("recordingMark");
