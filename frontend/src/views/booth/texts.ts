/** The texts of the booth's page alone. Those that other pages share are in `views/interpretation/texts.ts`. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";

export const t = await loadedCatalogue("booth");
