const WRITTEN_TO_THE_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [ISOLATE, END] = ["\u2068", "\u2069"];

/** Isolates the direction of a name from the text around it, as `<bdi>` does in HTML (UAX 9). */
export function isolateDirection(text: string): string {
  return WRITTEN_TO_THE_LEFT.test(text) ? `${ISOLATE}${text}${END}` : text;
}
