/** Moments with their year, as the lists of the workspace show them. */
import { formatTag } from "../../locales/language.svelte";
import { timeIn } from "../../state/times";

/** "29 Nov 2026". */
export function shortDateIn(moment: string, zone: string, language: string): string {
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: zone } as const;
  return new Intl.DateTimeFormat(formatTag(language), options).format(new Date(moment));
}

/** "29 Nov 2026 10:14" */
export const momentIn = (moment: string, zone: string, language: string): string =>
  `${shortDateIn(moment, zone, language)} ${timeIn(moment, zone, language)}`;
