/** The texts of the palette, and of the choice whether single keys act. */
import { loadedCatalogue } from "../locales/catalogue.svelte";

export const t = await loadedCatalogue("palette");
