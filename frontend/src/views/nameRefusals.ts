/** Refusals of the name that a guest chose. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type en from "../locales/nameRefusals/en.json";

export const nameRefusals = await loadedCatalogue<typeof en>("nameRefusals");
