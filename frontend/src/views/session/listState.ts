/** The state of a list of speakers, in words. */
import { language } from "../../locales/language.svelte";
import { t } from "../../locales/texts";
import type { Entities } from "../../state/store.svelte";
import { dateIn, dayIn, hallTime } from "../../state/times";

/** "The list of speakers closes at 14:30."; with the day if it is not today in the zone. */
export function listStateText(
  floor: Entities["floor"],
  zone: string,
  now: number,
  timeText: (moment: string, zone: string, language: string) => string = hallTime,
): string {
  const { list_state: state, closes_at: closes, debate } = floor;
  if (debate !== "open") return t(`list.debate_${debate}`);
  if (state !== "open" || !closes) return t(`list.${state}`);
  const time = timeText(closes, zone, language());
  if (dateIn(closes, zone) === dateIn(now, zone)) return t("list.open_until", { time });
  return t("list.open_until_day", { day: dayIn(closes, zone, language()), time });
}
