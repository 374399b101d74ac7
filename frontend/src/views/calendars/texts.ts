/** The texts of calendars. */
import { seatRefusals } from "../../components/seatRefusals";
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue("calendars");
export const errorText = errorTextIn(refusalTextIn(t, seatRefusals));
