/** The texts of messages. A catalogue of its own, because the page's first script has a limit. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue("messages");
export const refusalText = refusalTextIn(t);
export const errorText = errorTextIn(refusalText);
