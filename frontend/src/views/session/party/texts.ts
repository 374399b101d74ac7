/** The texts of a party’s place in a session. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import { voteRefusals } from "../../../components/voteRefusals";
import type en from "../../../locales/party/en.json";
import { refusalTextIn } from "../../../locales/texts";
import { fileRefusals } from "../../fileRefusals";

export const t = await loadedCatalogue<typeof en>("party");
export const refusalText = refusalTextIn(t, fileRefusals, voteRefusals);
