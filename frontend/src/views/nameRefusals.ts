/** Refusals of the name that a guest chose. */
import { loadedCatalogue } from "../locales/catalogue.svelte";

export const nameRefusals = await loadedCatalogue("nameRefusals");
