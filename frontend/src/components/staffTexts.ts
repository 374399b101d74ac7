/** The texts that console, desk and hall screen share. */
import { seatRefusals } from "./seatRefusals";
import { voteRefusals } from "./voteRefusals";
import { loadedCatalogue } from "../locales/catalogue.svelte";
import type en from "../locales/staff/en.json";
import { refusalTextIn } from "../locales/texts";

export const t = await loadedCatalogue<typeof en>("staff");
export const refusalText = refusalTextIn(t, seatRefusals, voteRefusals);
