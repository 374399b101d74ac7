/** The texts of the debate on a motion, of all screens. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/motions/en.json";

export const t = await loadedCatalogue<typeof en>("motions");
