/** The texts of seat cards. */
import { seatRefusals } from "../../components/seatRefusals";
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue("cards");
export const refusalText = refusalTextIn(t, seatRefusals);
export const errorText = errorTextIn(refusalText);
