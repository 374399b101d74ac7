/** The texts of the first page. */
import { seatRefusals } from "../../components/seatRefusals";
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/seats/en.json";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue<typeof en>("seats");
export const refusalText = refusalTextIn(t, seatRefusals);
