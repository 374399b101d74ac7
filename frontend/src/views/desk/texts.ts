/** The texts of the operator’s desk. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("desk");
