/** Refusals of votes by delegation, for delegations and staff (FL28). */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type en from "../locales/voteRefusals/en.json";

export const voteRefusals = await loadedCatalogue<typeof en>("voteRefusals");
