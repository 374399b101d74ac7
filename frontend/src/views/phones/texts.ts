/** The texts of the page that trusts this server on a phone. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/phones/en.json";

export const t = await loadedCatalogue<typeof en>("phones");
