/** The texts of the operator’s desk. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/desk/en.json";

export const t = await loadedCatalogue<typeof en>("desk");
