/** The texts of the hall screen. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/hall/en.json";

export const t = await loadedCatalogue<typeof en>("hall");
