/** The texts of the moderator’s console. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/console/en.json";

export const t = await loadedCatalogue<typeof en>("console");
