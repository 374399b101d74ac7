/** The texts of the programme. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("programme");
