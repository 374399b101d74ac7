/** The texts for listeners, who load no others about languages. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("listening");
