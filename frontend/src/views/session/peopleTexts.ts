/** The texts of the tab that shows who is here. A catalogue of its own, because the page's first script has a limit. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/peopleTab/en.json";

export const t = await loadedCatalogue<typeof en>("peopleTab");
