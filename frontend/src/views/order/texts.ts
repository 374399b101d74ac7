/** The texts of a new order of the list. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/order/en.json";

export const t = await loadedCatalogue<typeof en>("order");
