/** The texts of the page on which the programme is planned. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/planning/en.json";
import { refusalTextIn } from "../../../locales/texts";
import { t as roles } from "../accessTexts";

export const t = await loadedCatalogue<typeof en>("planning");
export const refusalText = refusalTextIn(t, roles);
