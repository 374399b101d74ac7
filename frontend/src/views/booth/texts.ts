/** The texts of the booth's page alone. Those that other pages share are in `views/interpretation/texts.ts`. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/booth/en.json";

export const t = await loadedCatalogue<typeof en>("booth");
