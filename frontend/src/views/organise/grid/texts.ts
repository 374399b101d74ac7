/** The texts of the tables that are edited like spreadsheets. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";

export const t = await loadedCatalogue("grid");
