/** The texts of a muted microphone. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type en from "../locales/muting/en.json";

export const t = await loadedCatalogue<typeof en>("muting");
