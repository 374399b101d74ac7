/** The texts of the overview. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/overview/en.json";

export const t = await loadedCatalogue<typeof en>("overview");
