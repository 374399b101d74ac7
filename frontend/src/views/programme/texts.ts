/** The texts of the programme. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/programme/en.json";

export const t = await loadedCatalogue<typeof en>("programme");
