/** The texts of a session that is closed or adjourned. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("sessionOver");
