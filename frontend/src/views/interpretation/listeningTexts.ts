/** The texts for listeners, who load no others about languages. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/listening/en.json";

export const t = await loadedCatalogue<typeof en>("listening");
