/** The texts of votes and proposals. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/voting/en.json";

export const t = await loadedCatalogue<typeof en>("voting");
