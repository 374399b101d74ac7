/** Refusals of a seat, for every view that takes one. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type en from "../locales/seatRefusals/en.json";

export const seatRefusals = await loadedCatalogue<typeof en>("seatRefusals");
