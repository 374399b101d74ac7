/** The texts of calls for help. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { nameRefusals } from "../nameRefusals";

export const t = await loadedCatalogue("help");
export const refusalText = refusalTextIn(t, nameRefusals);
