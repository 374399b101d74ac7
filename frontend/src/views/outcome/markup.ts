/**
 * A paragraph's markup (`sessions/outcome/markup.py`) as runs of text, each with its place in the markup.
 *
 * All offsets count Unicode code points, as the server does.
 */
export interface Run {
  kind: "text" | "note";
  /** What is shown: the words, or the text of the footnote. */
  text: string;
  start: number;
  end: number;
  bold: boolean;
  italic: boolean;
}

export interface Span {
  start: number;
  end: number;
}

const PART = /<fn>(.*?)<\/fn>|<(\/?)([bi])>|&(lt|gt|amp);|[^<&]+|[<&]/gsu;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&" };

/** The length in code points. */
export const codePointLength = (text: string): number => [...text].length;
const cut = (text: string, from: number, to?: number): string => [...text].slice(from, to).join("");

const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? "");
export const escaped = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** The runs of a paragraph. A run of text is as long as its markup, except for one character such as `&lt;`. */
export function runsOf(markup: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  let bold = false;
  let italic = false;
  for (const [part, note, closes, mark, entity] of markup.matchAll(PART)) {
    const start = at;
    at += codePointLength(part);
    if (mark === "b") bold = !closes;
    else if (mark === "i") italic = !closes;
    else {
      const text = note !== undefined ? unescaped(note) : entity ? (ENTITIES[entity] ?? "") : part;
      runs.push({ kind: note === undefined ? "text" : "note", text, start, end: at, bold, italic });
    }
  }
  return runs;
}

/** What of the runs is in a span. A footnote and an escaped character are never cut. */
export function runsWithin(runs: readonly Run[], { start, end }: Span): Run[] {
  const found: Run[] = [];
  for (const run of runs) {
    if (run.end <= start || run.start >= end) continue;
    const whole = run.kind === "note" || run.end - run.start !== codePointLength(run.text);
    if (whole) found.push(run);
    else {
      const from = Math.max(start, run.start);
      const to = Math.min(end, run.end);
      found.push({ ...run, text: cut(run.text, from - run.start, to - run.start), start: from, end: to });
    }
  }
  return found;
}

const shownText = (runs: readonly Run[]): string =>
  runs.map(({ kind, text }) => (kind === "text" ? text : "")).join("");

/** The words of a paragraph without marks and footnotes. */
export const plainText = (markup: string): string => shownText(runsOf(markup));

/** The words in a span of a paragraph. */
export const wordsIn = (markup: string, span: Span): string => shownText(runsWithin(runsOf(markup), span));

/** The footnotes of a paragraph. */
export const notesOf = (markup: string): string[] =>
  runsOf(markup)
    .filter(({ kind }) => kind === "note")
    .map(({ text }) => text);

/** The shown characters, each with its place in the markup. */
function charactersOf(markup: string): (Span & { text: string })[] {
  return runsOf(markup).flatMap((run) => {
    if (run.kind === "note") return [];
    if (run.end - run.start !== codePointLength(run.text))
      return [{ text: run.text, start: run.start, end: run.end }];
    return [...run.text].map((text, at) => ({ text, start: run.start + at, end: run.start + at + 1 }));
  });
}

const WORD =
  /[\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff]|(?:(?![\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff])[\p{L}\p{M}\p{N}_'’-])+|\s+|./gsu;

/** The words and marks of punctuation, for a choice by keyboard. */
export function wordSpans(markup: string): Span[] {
  const characters = charactersOf(markup);
  const spans: Span[] = [];
  let at = 0;
  for (const [word] of characters
    .map(({ text }) => text)
    .join("")
    .matchAll(WORD)) {
    const first = characters[at];
    at += codePointLength(word);
    const last = characters[at - 1];
    if (first && last && word.trim()) spans.push({ start: first.start, end: last.end });
  }
  return spans;
}

export interface WordEdit extends Span {
  text: string;
}

/** The smallest change of whole words that turns a paragraph's words into others; null if they are the same. */
export function wordEdit(markup: string, after: string): WordEdit | null {
  const characters = charactersOf(markup);
  const before = characters.map(({ text }) => text).join("");
  const old = before.match(WORD) ?? [];
  const now = after.replace(/\s+/g, " ").trim().match(WORD) ?? [];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail++;
  if (head === old.length && head === now.length) return null;
  const from = codePointLength(old.slice(0, head).join(""));
  const to = codePointLength(old.slice(0, old.length - tail).join(""));
  const text = now.slice(head, now.length - tail).join("");
  if (from === to) {
    const at = from ? (characters[from - 1]?.end ?? 0) : (characters[0]?.start ?? 0);
    return { start: at, end: at, text };
  }
  return { start: characters[from]?.start ?? 0, end: characters[to - 1]?.end ?? 0, text };
}

/** A paragraph with changes put in. Those that overlap an earlier one are left out. */
export function withEdits(markup: string, edits: readonly WordEdit[]): string {
  const source = [...markup];
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let out = "";
  let at = 0;
  let isFirst = true;
  for (const { start, end, text } of ordered) {
    if (start < at || (start === at && start === end && !isFirst && at > 0)) continue;
    out += source.slice(at, start).join("") + text;
    at = end;
    isFirst = false;
  }
  return out + source.slice(at).join("");
}
