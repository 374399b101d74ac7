/** The texts of the page with the next questions for the panel. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("panel");
