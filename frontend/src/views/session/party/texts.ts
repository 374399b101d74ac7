/** The texts of a party’s place in a session. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { voteRefusals } from "../../../components/voteRefusals";
import { refusalTextIn } from "../../../locales/texts";
import { fileRefusals } from "../../fileRefusals";

export const t = await loadedCatalogue("party");
export const refusalText = refusalTextIn(t, fileRefusals, voteRefusals);
