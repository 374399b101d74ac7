/** A day and the time on it, as one text. */
import { comma } from "../locales/language.svelte";
import { dayIn, timeIn } from "./times";

/** "Tuesday 16 November, 13:20" */
export const dayWithTimeIn = (moment: string | number, zone: string, language: string): string =>
  withTime(dayIn(moment, zone, language), timeIn(moment, zone, language), language);

/** A day and a time. The comma of Chinese lists does not stand between them. */
export const withTime = (day: string, time: string, language: string): string =>
  day + (language === "zh" ? " " : comma()) + time;
