/** The texts of the choice of a theme. */
import { loadedCatalogue } from "../locales/catalogue.svelte";

export const t = await loadedCatalogue("theme");
