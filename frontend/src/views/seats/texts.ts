/** The texts of the first page. */
import { seatRefusals } from "../../components/seatRefusals";
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";

export const t = await loadedCatalogue("seats");
export const refusalText = refusalTextIn(t, seatRefusals);
