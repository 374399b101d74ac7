/** The texts of the page on which organisers change the conference itself. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type en from "../../../locales/conference/en.json";
import { refusalTextIn } from "../../../locales/texts";

export const t = await loadedCatalogue<typeof en>("conference");
const textOf = refusalTextIn(t);

/** A refusal in words. A colour that is too light comes with the nearest that is not. */
export function refusalText(code: string, message: string): string {
  const colour = /#[0-9a-f]{6}\.?$/.exec(message)?.[0].replace(".", "");
  return code === "programme.weak_colour" && colour
    ? t("refusal.programme.weak_colour", { colour })
    : textOf(code, message);
}
