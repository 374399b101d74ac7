import { direction, language } from "./language.svelte";

const WRITTEN_TO_THE_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Letters, and the sign between width and height, at whose sides figures would change places. */
const WRITTEN = /[\p{L}×]/u;

/**
 * Isolates the direction of a name from the text around it, as `<bdi>` does in HTML (UAX 9).
 *
 * Where the reader's language is written from left to right, only names that are not need this.
 */
export function isolateDirection(text: string): string {
  const differs = direction(language()) === "rtl" ? WRITTEN : WRITTEN_TO_THE_LEFT;
  return differs.test(text) ? `\u2068${text}\u2069` : text;
}
