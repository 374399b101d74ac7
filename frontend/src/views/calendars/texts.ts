/** The texts of calendars. */
import { seatRefusals } from "../../components/seatRefusals";
import type en from "../../locales/calendars/en.json";
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { errorTextIn } from "../../state/errorText";

export const t = await loadedCatalogue<typeof en>("calendars");
export const errorText = errorTextIn(refusalTextIn(t, seatRefusals));
