/** The texts of a session that is closed or adjourned. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/sessionOver/en.json";

export const t = await loadedCatalogue<typeof en>("sessionOver");
