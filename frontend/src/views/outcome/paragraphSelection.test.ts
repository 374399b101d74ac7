import { beforeEach, expect, it } from "vitest";
import { ParagraphSelection, wholeWords } from "./paragraphSelection.svelte";
import type { Paragraph } from "./document.svelte";
import { wordsIn } from "./markup";

const TEXT = "We <b>share</b> good practices, with all.";
const paragraph: Paragraph = {
  id: "3",
  kind: "paragraph",
  label: "1",
  position: 0,
  text: TEXT,
  version: 4,
  status: "open",
};
const marked = (choice: ParagraphSelection) => choice.span && wordsIn(TEXT, choice.span);

beforeEach(() => sessionStorage.clear());

it("marks word by word, and extends", () => {
  const choice = new ParagraphSelection("1");
  choice.step(paragraph, 1, false);
  expect(marked(choice)).toBe("We");
  choice.step(paragraph, 1, false);
  choice.step(paragraph, 1, true);
  expect(marked(choice)).toBe("share good");
  choice.step(paragraph, -1, true);
  choice.step(paragraph, -1, true);
  expect(marked(choice)).toBe("We share");
  expect([choice.paragraph, choice.version]).toEqual(["3", 4]);
});

it("begins at the end when one goes back, and stays at the ends", () => {
  const choice = new ParagraphSelection("1");
  choice.step(paragraph, -1, false);
  expect(marked(choice)).toBe(".");
  choice.step(paragraph, 1, false);
  expect(marked(choice)).toBe(".");
});

it("marks whole words of a selection", () => {
  const at = TEXT.indexOf("ood");
  expect(wordsIn(TEXT, wholeWords(TEXT, { start: at, end: at + 6 }) ?? { start: 0, end: 0 })).toBe(
    "good practices",
  );
  expect(wholeWords(TEXT, { start: 2, end: 3 })).toBe(null);
});

it("keeps an open form and its words over a reload, and forgets them with another paragraph", () => {
  const choice = new ParagraphSelection("1");
  choice.step(paragraph, 1, false);
  choice.open({ kind: "replace" });
  const after = new ParagraphSelection("1");
  expect([after.paragraph, after.form, marked(after)]).toEqual(["3", { kind: "replace" }, "We"]);
  expect(new ParagraphSelection("2").form).toBe(null);
  after.choose("5");
  expect([after.form, after.span]).toEqual([null, null]);
  expect(new ParagraphSelection("1").form).toBe(null);
});
