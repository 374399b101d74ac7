/** The texts of seat cards. */
import { seatRefusals } from "../../components/seatRefusals";
import type en from "../../locales/cards/en.json";
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue<typeof en>("cards");
export const refusalText = refusalTextIn(t, seatRefusals);
export const errorText = errorTextIn(refusalText);
