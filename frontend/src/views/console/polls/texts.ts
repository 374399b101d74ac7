/** The texts of the console's panel of polls. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/pollConsole/en.json";

export const t = await loadedCatalogue<typeof en>("pollConsole");
