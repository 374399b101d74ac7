/** The texts of what one sends: a muted microphone, and one's screen. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import { refusalTextIn } from "../locales/texts";

export const t = await loadedCatalogue("sending");
export const refusalText = refusalTextIn(t);
