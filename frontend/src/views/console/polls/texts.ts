/** The texts of the console's panel of polls. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";

export const t = await loadedCatalogue("pollConsole");
