/** The texts of the tables of delegations and of people. What the page of people says too is in its catalogue. */
import { seatRefusals } from "../../../components/seatRefusals";
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { refusalTextIn } from "../../../locales/texts";
import { t as people } from "../people/texts";

export const t = await loadedCatalogue("delegations");
export const refusalText = refusalTextIn(t, people, seatRefusals);
