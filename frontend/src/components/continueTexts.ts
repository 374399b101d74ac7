/** The texts of moving a seat to another device. */
import { loadedCatalogue } from "../locales/catalogue.svelte";
import { refusalTextIn } from "../locales/texts";
import { errorTextIn } from "../state/errorText";
import { seatRefusals } from "./seatRefusals";

export const t = await loadedCatalogue("continue");
export const refusalText = refusalTextIn(t, seatRefusals);
export const errorText = errorTextIn(refusalText);

/** The whole seconds until a moment, as 1:05; null once it has come. */
export function timeLeftText(until: string, now: number): string | null {
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  return seconds > 0 ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : null;
}
