/** Refusals of a seat, for every view that takes one. */
import { loadedCatalogue } from "../locales/catalogue.svelte";

export const seatRefusals = await loadedCatalogue("seatRefusals");
