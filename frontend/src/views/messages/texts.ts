/** The texts of messages. A catalogue of its own, because the page's first script has a limit. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";
import type en from "../../locales/messages/en.json";

export const t = await loadedCatalogue<typeof en>("messages");
export const refusalText = refusalTextIn(t);
export const errorText = errorTextIn(refusalText);
