/** The texts of a journalist’s seat. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/press/en.json";
import { refusalTextIn } from "../../../locales/texts";
import { errorTextIn } from "../../../state/errorText";
import { t as staff } from "../../../components/staffTexts";

export const t = await loadedCatalogue<typeof en>("press");
export const refusalText = refusalTextIn(t, staff);
export const errorText = errorTextIn(refusalText);
