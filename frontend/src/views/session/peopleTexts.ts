/** The texts of the tab that shows who is here. A catalogue of its own, because the page's first script has a limit. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("peopleTab");
