/** The texts of the page with the next questions for the panel. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/panel/en.json";

export const t = await loadedCatalogue<typeof en>("panel");
