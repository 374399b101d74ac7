/** Abbreviations that a captioner types for longer words. They are kept in the browser. */

export type Abbreviations = Readonly<Record<string, string>>;

const KEY = "balai.caption-abbreviations";
const MAX_LENGTH = 200;
/** A word right before the end, and what was typed after it. */
const ENDED_WORD = /([\p{L}\p{N}]+)([^\p{L}\p{N}])$/u;
const LAST_WORD = /([\p{L}\p{N}]+)([^\p{L}\p{N}]*)$/u;

export function keptAbbreviations(): Abbreviations {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const entries = found && typeof found === "object" ? Object.entries(found) : [];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return {};
  }
}

export const keepAbbreviations = (list: Abbreviations): void =>
  localStorage.setItem(KEY, JSON.stringify(list));

/** Whether a word can be an abbreviation: one word, because it ends with the next space. */
export const isAbbreviation = (word: string): boolean => /^[\p{L}\p{N}]+$/u.test(word);

/** The list with an abbreviation, in the order of the alphabet. */
export function withAbbreviation(list: Abbreviations, short: string, long: string): Abbreviations {
  const entries = Object.entries({ ...list, [short]: long.trim().slice(0, MAX_LENGTH) });
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)));
}

export const withoutAbbreviation = (list: Abbreviations, short: string): Abbreviations =>
  Object.fromEntries(Object.entries(list).filter(([one]) => one !== short));

/** Expands the word that a character right before the caret has ended. */
export function expandBefore(
  text: string,
  caret: number,
  list: Abbreviations,
): { text: string; caret: number } {
  const head = expandIn(text.slice(0, caret), ENDED_WORD, list);
  return { text: head + text.slice(caret), caret: head.length };
}

/** Expands the last word of a text. */
export const expandLast = (text: string, list: Abbreviations): string => expandIn(text, LAST_WORD, list);

function expandIn(text: string, pattern: RegExp, list: Abbreviations): string {
  return text.replace(pattern, (whole, word: string, after: string) => {
    const long = longFor(word, list);
    return long === null ? whole : long + after;
  });
}

/** *Uno* at the begin of a sentence gives a capital letter too. */
function longFor(word: string, list: Abbreviations): string | null {
  if (Object.hasOwn(list, word)) return list[word] ?? null;
  const [first = "", ...rest] = word;
  const small = first.toLowerCase() + rest.join("");
  const long = small !== word && Object.hasOwn(list, small) ? list[small] : undefined;
  return long === undefined ? null : long.charAt(0).toUpperCase() + long.slice(1);
}
