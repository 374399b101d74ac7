/** Refusals of a file that a party hands in. */
import { loadedCatalogue } from "../locales/catalogue.svelte";

export const fileRefusals = await loadedCatalogue("fileRefusals");
