/** The texts of the page on polls that are prepared ahead. */
import { refusalText } from "../../../components/staffTexts";
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { errorTextIn } from "../../../state/errorText";

export const t = await loadedCatalogue("pollsAhead");
export const errorText = errorTextIn(refusalText);
