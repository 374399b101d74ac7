/** The paragraph that is looked at, and the words that are marked in it. */
import { announcer } from "../../components/announcer.svelte";
import type { Paragraph } from "./document.svelte";
import { wordsIn, wordSpans, type Span } from "./markup";

/** A form that is open beside the paragraph. */
export interface OpenForm {
  kind:
    | "replace"
    | "insert"
    | "delete"
    | "whole"
    | "paragraph"
    | "comment"
    | "renew"
    | "edit"
    | "merge"
    | "add"
    | "cite"
    | "reject";
  /** The amendments that it is about. */
  amendments?: readonly string[];
}

interface Stored {
  paragraph: string | null;
  span: Span | null;
  version: number;
  form: OpenForm | null;
}

export class ParagraphSelection {
  /** The id of a paragraph; null if the reader has chosen none. */
  paragraph = $state<string | null>(null);
  form = $state.raw<OpenForm | null>(null);
  /** The amendments that are chosen to be merged. */
  merging = $state.raw<readonly string[]>([]);
  /** Marked words of the chosen paragraph, in its markup. */
  span = $state.raw<Span | null>(null);
  /** The version in which they were marked. */
  version = $state(0);
  /** The word from which marking by keyboard began, and the one that it reached. */
  private firstWord = 0;
  private lastWord = -1;
  private readonly key: string;

  /** An open form survives a reload of this browser tab. */
  constructor(outcome: string) {
    this.key = `balai.outcome.${outcome}`;
    const stored = JSON.parse(sessionStorage.getItem(this.key) ?? "null") as Stored | null;
    if (stored?.form)
      [this.paragraph, this.span, this.version, this.form] = [
        stored.paragraph,
        stored.span,
        stored.version,
        stored.form,
      ];
  }

  open(form: OpenForm | null): void {
    this.form = form;
    const { paragraph, span, version } = this;
    if (form) sessionStorage.setItem(this.key, JSON.stringify({ paragraph, span, version, form }));
    else sessionStorage.removeItem(this.key);
  }

  toggleMerging(amendment: string): void {
    this.merging = this.merging.includes(amendment)
      ? this.merging.filter((one) => one !== amendment)
      : [...this.merging, amendment];
  }

  choose(paragraph: string): void {
    if (paragraph === this.paragraph) return;
    this.span = null;
    this.merging = [];
    this.open(null);
    this.paragraph = paragraph;
  }

  mark(paragraph: Paragraph, span: Span | null): void {
    this.choose(paragraph.id);
    this.span = span && wholeWords(paragraph.text, span);
    this.version = paragraph.version;
    this.lastWord = -1;
  }

  /** Marks the next word, or with `extends` one word more. */
  step(paragraph: Paragraph, by: 1 | -1, extend: boolean): void {
    const words = wordSpans(paragraph.text);
    const isNew =
      this.paragraph !== paragraph.id || !this.span || this.lastWord < 0 || this.lastWord >= words.length;
    const next = isNew ? (by > 0 ? 0 : words.length - 1) : this.lastWord + by;
    const to = Math.max(0, Math.min(words.length - 1, next));
    const from = isNew || !extend ? to : this.firstWord;
    const [first, last] = [words[Math.min(from, to)], words[Math.max(from, to)]];
    if (!first || !last) return;
    this.choose(paragraph.id);
    this.span = { start: first.start, end: last.end };
    this.version = paragraph.version;
    [this.firstWord, this.lastWord] = [from, to];
    announcer.sayNow(wordsIn(paragraph.text, this.span));
  }

  clear(): void {
    this.span = null;
    this.lastWord = -1;
  }
}

/** The span with whole words, and without spaces around them; null if no word is in it. */
export function wholeWords(markup: string, { start, end }: Span): Span | null {
  const touched = wordSpans(markup).filter((word) => word.end > start && word.start < end);
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last ? { start: first.start, end: last.end } : null;
}
