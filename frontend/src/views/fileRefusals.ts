/** Refusals of a file that a party hands in. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type en from "../locales/fileRefusals/en.json";

export const fileRefusals = await loadedCatalogue<typeof en>("fileRefusals");
