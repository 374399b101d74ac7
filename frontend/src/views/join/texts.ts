/** The texts of joining by a code. */
import { seatRefusals } from "../../components/seatRefusals";
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";
import { nameRefusals } from "../nameRefusals";

export const t = await loadedCatalogue("join");
export const refusalText = refusalTextIn(t, nameRefusals, seatRefusals);
export const errorText = errorTextIn(refusalText);
