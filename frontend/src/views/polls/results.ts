/** The result of a poll as lines with figures, for charts. Pure. */
import type { Poll, PollResult } from "../../state/polls";

export interface ResultLine {
  /** The option, figure or word. */
  label: string;
  /** People, or points of a ranking. */
  count: number;
  /** The length of the bar, from 0 to 1. */
  share: number;
  /** Of all who answered, in percent. Null for points and words. */
  percent: number | null;
  /** Of a ranking: how many put it first. */
  firsts: number | null;
}

/** The lines of a result: options and figures in their order, a ranking and words by their numbers. */
export function linesOf(poll: Poll, result: PollResult): ResultLine[] {
  const people = Math.max(1, result.answers);
  if (poll.kind === "words") {
    const most = Math.max(1, ...result.words.map(({ count }) => count));
    return result.words.map(({ word, count }) => line(word, count, count / most));
  }
  const labels = poll.kind === "rating" ? result.counts.map((_, at) => String(at + 1)) : poll.options;
  const lines = labels.map((label, at) => {
    const count = result.counts[at] ?? 0;
    if (poll.kind !== "ranking")
      return { ...line(label, count, count / people), percent: Math.round((100 * count) / people) };
    return { ...line(label, count, count / (people * labels.length)), firsts: result.firsts[at] ?? 0 };
  });
  return poll.kind === "ranking" ? byCount(lines) : lines;
}

const line = (label: string, count: number, share: number): ResultLine => ({
  label,
  count,
  share,
  percent: null,
  firsts: null,
});

const byCount = (lines: ResultLine[]): ResultLine[] => lines.toSorted((a, b) => b.count - a.count);

/** At most so many lines: if there are more, those with the highest numbers, and how many are left out. */
export function topLines(lines: ResultLine[], limit: number): { shown: ResultLine[]; left: number } {
  if (lines.length <= limit) return { shown: lines, left: 0 };
  return { shown: byCount(lines).slice(0, limit), left: lines.length - limit };
}

/** The mean of a rating; null if nobody answered or it is no rating. */
export function meanOf(poll: Poll, result: PollResult): number | null {
  if (poll.kind !== "rating" || result.answers === 0) return null;
  return result.counts.reduce((sum, count, at) => sum + count * (at + 1), 0) / result.answers;
}
