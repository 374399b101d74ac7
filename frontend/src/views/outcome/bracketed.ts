/** A paragraph's text with its amendments in square brackets. */
import { plainText, runsOf, runsWithin, type Run, type Span } from "./markup";

/** An amendment to words. Its span is null if its words are no longer in the text. */
export interface BracketedProposal {
  id: string;
  start: number | null;
  end: number | null;
  text: string;
}

/** One amendment at a place. Where others reach further, `before` and `after` are what it leaves of the place. */
export interface Alternative<P extends BracketedProposal> {
  of: P;
  before: Run[];
  removed: Run[];
  added: string;
  after: Run[];
}

export type Piece<P extends BracketedProposal> =
  | { is: "text"; runs: Run[] }
  | {
      is: "place";
      span: Span;
      runs: Run[];
      alternatives: Alternative<P>[];
      /** All its amendments are about the same words. */
      same: boolean;
    };

interface Group<P> {
  span: Span;
  of: (P & Span)[];
}

/** Amendments that overlap are one group. Insertions at the same place are one, too. */
export function grouped<P extends BracketedProposal>(proposals: readonly P[]): Group<P>[] {
  const placed = proposals.filter((one): one is P & Span => one.start !== null && one.end !== null);
  const ordered = placed.sort((a, b) => a.start - b.start || a.end - b.end);
  const groups: Group<P>[] = [];
  for (const one of ordered) {
    const last = groups.at(-1);
    const same = last && one.start === last.span.start && one.end === last.span.end;
    if (last && (same || one.start < last.span.end)) {
      last.of.push(one);
      last.span = { start: last.span.start, end: Math.max(last.span.end, one.end) };
    } else groups.push({ span: { start: one.start, end: one.end }, of: [one] });
  }
  return groups;
}

/** The pieces of a paragraph in their order. */
export function bracketed<P extends BracketedProposal>(markup: string, proposals: readonly P[]): Piece<P>[] {
  const runs = runsOf(markup);
  const pieces: Piece<P>[] = [];
  const text = (start: number, end: number) => {
    const here = runsWithin(runs, { start, end });
    if (here.length) pieces.push({ is: "text", runs: here });
  };
  let at = 0;
  for (const { span, of } of grouped(proposals)) {
    text(at, span.start);
    pieces.push({
      is: "place",
      span,
      runs: runsWithin(runs, span),
      same: of.every(({ start, end }) => start === span.start && end === span.end),
      alternatives: of.map((one) => ({
        of: one,
        before: runsWithin(runs, { start: span.start, end: one.start }),
        removed: runsWithin(runs, one),
        added: plainText(one.text),
        after: runsWithin(runs, { start: one.end, end: span.end }),
      })),
    });
    at = span.end;
  }
  text(at, Infinity);
  return pieces;
}
