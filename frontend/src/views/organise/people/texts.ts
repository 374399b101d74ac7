/** The texts of the page of people. */
import { seatRefusals } from "../../../components/seatRefusals";
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/people/en.json";
import { refusalTextIn } from "../../../locales/texts";
import { errorTextIn } from "../../../state/errorText";

export const t = await loadedCatalogue<typeof en>("people");
export const refusalText = refusalTextIn(t, seatRefusals);
export const errorText = errorTextIn(refusalText);
