/** The texts of the page that trusts this server on a phone. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("phones");
