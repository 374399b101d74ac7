/** The texts that console, desk and hall screen share. */
import { seatRefusals } from "./seatRefusals";
import { voteRefusals } from "./voteRefusals";
import { loadedCatalogue } from "../locales/catalogue.svelte";
import { refusalTextIn } from "../locales/texts";

export const t = await loadedCatalogue("staff");
export const refusalText = refusalTextIn(t, seatRefusals, voteRefusals);
