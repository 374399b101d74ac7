/** The texts of votes and proposals. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("voting");
