/** Refusals of votes by delegation, for delegations and staff (FL28). */
import { loadedCatalogue } from "../locales/catalogue.svelte";

export const voteRefusals = await loadedCatalogue("voteRefusals");
