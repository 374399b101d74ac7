/** The texts of a party’s video statement. */
import { loadedCatalogue } from "../../locales/catalogue.svelte";
import type en from "../../locales/videoStatement/en.json";
import { refusalTextIn } from "../../locales/texts";
import { fileRefusals } from "../fileRefusals";

export const t = await loadedCatalogue<typeof en>("videoStatement");
export const refusalText = refusalTextIn(t, fileRefusals);
