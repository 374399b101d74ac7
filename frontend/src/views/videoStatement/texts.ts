/** The texts of a party’s video statement. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import { refusalTextIn } from "../../locales/texts";
import { fileRefusals } from "../fileRefusals";

export const t = await loadedCatalogue("videoStatement");
export const refusalText = refusalTextIn(t, fileRefusals);
