/** The texts of the debate on a motion, of all screens. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("motions");
