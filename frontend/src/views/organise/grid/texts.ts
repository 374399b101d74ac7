/** The texts of the tables that are edited like spreadsheets. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/grid/en.json";

export const t = await loadedCatalogue<typeof en>("grid");
