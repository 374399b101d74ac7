/** Terms of a glossary: the search among them, and the lines of a file. Pure. */

export interface NewTerm {
  term: string;
  /** The language of the translation. */
  language: string;
  translation: string;
}

export interface Term extends NewTerm {
  id: string;
}

const TAG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/;
const LONGEST = { term: 120, language: 12, translation: 200 };

/** Letters without marks and case, so that *quorum* finds *quórum*. */
const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** The terms that have these letters in the term or in the translation: first those that begin with them. */
export function found(terms: readonly Term[], typed: string): Term[] {
  const letters = fold(typed.trim());
  if (!letters) return [...terms];
  const ranked = terms.map((one) => {
    const places = [one.term, one.translation].map((text) => fold(text).indexOf(letters));
    const at = places.filter((place) => place >= 0);
    return { one, at: at.length ? Math.min(...at) : -1 };
  });
  const hits = ranked.filter(({ at }) => at >= 0);
  return hits.sort((a, b) => Number(a.at > 0) - Number(b.at > 0)).map(({ one }) => one);
}

/** Terms with those that were added or changed, in the order of the reader's language. */
export function withTerms(terms: readonly Term[], added: readonly Term[], reader: string): Term[] {
  const changed = new Set(added.map(({ id }) => id));
  const rest = terms.filter(({ id }) => !changed.has(id));
  return [...rest, ...added].sort(
    (a, b) => a.term.localeCompare(b.term, reader) || a.language.localeCompare(b.language),
  );
}

/** The terms of a file. The number of the first line that is none, if there is one: counted from 1. */
export function termsOf(text: string): NewTerm[] | number {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const mark = ["\t", ";"].find((one) => lines[0]?.includes(one)) ?? ",";
  const terms: NewTerm[] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.trim()) continue;
    const [term = "", language = "", translation = "", ...more] = cellsOf(line, mark);
    const one = { term, language, translation };
    if (isTerm(one) && more.every((cell) => !cell)) terms.push(one);
    // The first line may have the names of the columns.
    else if (at > 0) return at + 1;
  }
  return terms.length || !text.trim() ? terms : 1;
}

const isTerm = ({ term, language, translation }: NewTerm): boolean =>
  TAG.test(language) &&
  language.length <= LONGEST.language &&
  [term.length, translation.length].every((length) => length > 0) &&
  term.length <= LONGEST.term &&
  translation.length <= LONGEST.translation;

/** The cells of a line of CSV (RFC 4180, without line breaks in cells). */
function cellsOf(line: string, mark: string): string[] {
  const cells = [""];
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (char === '"' && quoted && line[at + 1] === '"') at++;
    else if (char === '"') {
      quoted = !quoted;
      continue;
    } else if (char === mark && !quoted) {
      cells.push("");
      continue;
    }
    cells[cells.length - 1] += char;
  }
  return cells.map((cell) => cell.trim());
}
