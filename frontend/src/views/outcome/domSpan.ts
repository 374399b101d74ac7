/** Places in a paragraph's markup and in the elements that show it. Each run's element has `data-at="start:end"`. */
import { codePointLength, type Span } from "./markup";

const runsIn = (root: ParentNode): HTMLElement[] => [...root.querySelectorAll<HTMLElement>("[data-at]")];

function placeOf(run: HTMLElement): Span {
  const [start = 0, end = 0] = (run.dataset["at"] ?? "").split(":").map(Number);
  return { start, end };
}

/** The span of a selection within a paragraph's element; null if it leaves the element. */
export function spanOf(root: HTMLElement, range: Range): Span | null {
  if (!root.contains(range.startContainer)) return null;
  const runs = runsIn(root);
  const last = runs.at(-1);
  const start = offsetOf(root, runs, range.startContainer, range.startOffset, "start");
  // A selection of a whole paragraph ends at the beginning of what follows.
  const end = root.contains(range.endContainer)
    ? offsetOf(root, runs, range.endContainer, range.endOffset, "end")
    : last
      ? placeOf(last).end
      : 0;
  return start < end ? { start, end } : null;
}

function offsetOf(
  root: HTMLElement,
  runs: readonly HTMLElement[],
  node: Node,
  offset: number,
  side: "start" | "end",
): number {
  const run = node instanceof Text ? node.parentElement?.closest<HTMLElement>("[data-at]") : null;
  if (run && root.contains(run)) {
    const place = placeOf(run);
    const isWords = place.end - place.start === codePointLength(run.textContent ?? "");
    return isWords ? place.start + codePointLength((node.textContent ?? "").slice(0, offset)) : place[side];
  }
  const point = new Range();
  point.setStart(node, offset);
  const following = runs.find((one) => point.comparePoint(one, 0) >= 0);
  if (following) return placeOf(following).start;
  const last = runs.at(-1);
  return last ? placeOf(last).end : 0;
}

/** The range that shows a span; null if it is not shown. */
export function rangeOf(root: HTMLElement, span: Span): Range | null {
  const touched = runsIn(root).filter((run) => {
    const { start, end } = placeOf(run);
    return start < span.end && end > span.start;
  });
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return null;
  const range = new Range();
  const from = Math.max(0, span.start - placeOf(first).start);
  const to = Math.max(0, span.end - placeOf(last).start);
  const [head, tail] = [first.firstChild, last.firstChild];
  if (!(head instanceof Text) || !(tail instanceof Text)) return null;
  range.setStart(head, units(head.data, from));
  range.setEnd(tail, units(tail.data, to));
  return range;
}

/** The offset in UTF-16 units of an offset in code points. */
const units = (text: string, points: number): number => [...text].slice(0, points).join("").length;
