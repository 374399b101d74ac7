import { mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import { rangeOf, spanOf } from "./domSpan";
import { runsOf, wordsIn } from "./markup";
import TextRuns from "./TextRuns.svelte";

const TEXT = "🌊 We <b>share</b> data<fn>Note.</fn> &lt;now&gt;.";
let view: Record<string, unknown>;

function shown(): HTMLElement {
  const root = document.createElement("p");
  document.body.append(root);
  view = mount(TextRuns, { target: root, props: { runs: runsOf(TEXT), note: 2 } });
  return root;
}

afterEach(() => {
  void unmount(view);
  document.body.replaceChildren();
});

/** The range of these words in the page. */
function selected(root: HTMLElement, from: [string, number], to: [string, number]): Range {
  const node = (text: string) =>
    [...root.children].find((one) => one.textContent === text)?.firstChild as Text;
  const range = new Range();
  range.setStart(node(from[0]), from[1]);
  range.setEnd(node(to[0]), to[1]);
  return range;
}

it("finds the place of a selection, in code points", () => {
  const root = shown();
  // The wave is two units of UTF-16.
  const range = selected(root, ["🌊 We ", 3], [" data", 5]);
  expect(range.toString()).toBe("We share data");
  const span = spanOf(root, range);
  expect(span).toEqual({ start: 2, end: 22 });
  expect(wordsIn(TEXT, span ?? { start: 0, end: 0 })).toBe("We share data");
});

it("shows a span", () => {
  const root = shown();
  expect(rangeOf(root, { start: 2, end: 12 })?.toString()).toBe("We shar");
  expect(rangeOf(root, { start: 500, end: 501 })).toBe(null);
});

it("takes a selection of all elements as the whole paragraph", () => {
  const root = shown();
  const range = new Range();
  range.selectNodeContents(root);
  expect(spanOf(root, range)).toEqual({ start: 0, end: [...TEXT].length });
});

it("numbers footnotes from those before", () => {
  expect(shown().querySelector("sup")?.textContent).toBe("3");
});
