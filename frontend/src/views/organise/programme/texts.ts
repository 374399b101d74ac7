/** The texts of the page on which the programme is planned. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { refusalTextIn } from "../../../locales/texts";
import { t as roles } from "../accessTexts";

export const t = await loadedCatalogue("planning");
export const refusalText = refusalTextIn(t, roles);
