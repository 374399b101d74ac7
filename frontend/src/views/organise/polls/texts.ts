/** The texts of the page on polls that are prepared ahead. */
import { refusalText } from "../../../components/staffTexts";
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/pollsAhead/en.json";
import { errorTextIn } from "../../../state/errorText";

export const t = await loadedCatalogue<typeof en>("pollsAhead");
export const errorText = errorTextIn(refusalText);
