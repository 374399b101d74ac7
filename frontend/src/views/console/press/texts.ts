/** The texts of a journalist’s seat. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { refusalTextIn } from "../../../locales/texts";
import { errorTextIn } from "../../../state/errorText";
import { t as staff } from "../../../components/staffTexts";

export const t = await loadedCatalogue("press");
export const refusalText = refusalTextIn(t, staff);
export const errorText = errorTextIn(refusalText);
