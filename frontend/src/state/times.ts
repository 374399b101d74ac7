/** Moments as text, in the conference's time zone and in the reader's. */
import { formatTag } from "../locales/language.svelte";
import { t } from "../locales/texts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format is slow to make, and a programme needs the same few many times. */
function format(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(tag, options);
  formats.set(key, known);
  return known;
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "13:20" */
export function timeIn(moment: string | number, zone: string, language: string): string {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone } as const;
  return format(formatTag(language), options).format(new Date(moment));
}

/** "Tue 02:00" */
export function dayAndTimeIn(moment: string | number, zone: string, language: string): string {
  const weekday = format(formatTag(language), { weekday: "short", timeZone: zone }).format(new Date(moment));
  return `${weekday} ${timeIn(moment, zone, language)}`;
}

/** A reader whose clock shows another time reads the zone and their own time too. */
const withOwnTime =
  (inZone: typeof timeIn): typeof timeIn =>
  (moment, zone, language) => {
    const time = inZone(moment, zone, language);
    if (sameTime(moment, zone, ownZone())) return time;
    const sameDay = dateIn(moment, zone) === dateIn(moment, ownZone());
    const own = (sameDay ? timeIn : dayAndTimeIn)(moment, ownZone(), language);
    return t("time.zoned", {
      time,
      zone: zoneName(zone, language, new Date(moment).getTime(), "short"),
      own,
    });
  };

/** A moment for people who read it in the hall or elsewhere: "13:20", or "13:20 GMT+8 (05:20 your time)". */
export const hallTime = withOwnTime(timeIn);

/** The same with its day: "Tue 13:20". */
export const hallDayTime = withOwnTime(dayAndTimeIn);

/** "Tuesday 16 November", or "Tuesday 16 November 2021" with its year. */
export function dayIn(moment: string | number, zone: string, language: string, withYear = false): string {
  const year = withYear ? ({ year: "numeric" } as const) : {};
  const options = { weekday: "long", day: "numeric", month: "long", ...year, timeZone: zone } as const;
  return format(formatTag(language), options).format(new Date(moment));
}

/** Whether days ("2021-11-16") are of different years, so that each is shown with its year. */
export const ofSeveralYears = (dates: readonly string[]): boolean =>
  new Set(dates.map((date) => date.slice(0, 4))).size > 1;

/** "2021-11-16", the key of a day. */
export function dateIn(moment: string | number, zone: string): string {
  return format("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone }).format(
    new Date(moment),
  );
}

/** Whether clocks in two zones show the same time at a moment, so that one of them is enough. */
export function sameTime(moment: string | number, zone: string, other: string): boolean {
  return dayAndTimeIn(moment, zone, "en") === dayAndTimeIn(moment, other, "en");
}

/** The common name of a zone such as "Asia/Makassar": "Central Indonesia Time", or the short one: "GMT+8". */
export function zoneName(
  zone: string,
  language: string,
  moment = Date.now(),
  style: "long" | "short" = "long",
): string {
  const parts = format(formatTag(language), { timeZone: zone, timeZoneName: style }).formatToParts(
    new Date(moment),
  );
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "in 3 hours": the time until a moment, in the largest unit that fits. */
export function untilText(seconds: number, language: string): string {
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? (["minute", 60] as const);
  return new Intl.RelativeTimeFormat(formatTag(language)).format(
    Math.max(1, Math.round(seconds / size)),
    unit,
  );
}

/** The time until a moment: whole days, and the rest as `h:mm:ss`; null once it has come. */
export function countdown(seconds: number): { days: number; clock: string } | null {
  if (seconds <= 0) return null;
  const rest = Math.ceil(seconds);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const hours = Math.floor((rest % 86_400) / 3_600);
  return {
    days: Math.floor(rest / 86_400),
    clock: `${hours}:${two((rest % 3_600) / 60)}:${two(rest % 60)}`,
  };
}
