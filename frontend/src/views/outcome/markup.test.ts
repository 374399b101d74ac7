import { expect, it } from "vitest";
import { withEdits, wordEdit, notesOf, plainText, runsOf, runsWithin, wordSpans, wordsIn } from "./markup";

const SOURCE = "We <b>promote</b> open data<fn>By law &amp; custom.</fn> &lt;now&gt;.";

it("gives each run its place in the markup", () => {
  expect(runsOf(SOURCE).map(({ kind, text, start, end, bold }) => [kind, text, start, end, bold])).toEqual([
    ["text", "We ", 0, 3, false],
    ["text", "promote", 6, 13, true],
    ["text", " open data", 17, 27, false],
    ["note", "By law & custom.", 27, 56, false],
    ["text", " ", 56, 57, false],
    ["text", "<", 57, 61, false],
    ["text", "now", 61, 64, false],
    ["text", ">", 64, 68, false],
    ["text", ".", 68, 69, false],
  ]);
  expect(plainText(SOURCE)).toBe("We promote open data <now>.");
  expect(notesOf(SOURCE)).toEqual(["By law & custom."]);
});

it("counts code points", () => {
  const [before, word] = runsOf("𝔸 🌊 <i>x</i>");
  expect([before?.end, word?.start]).toEqual([4, 7]);
  expect(runsWithin(runsOf("𝔸🌊b"), { start: 1, end: 2 })[0]?.text).toBe("🌊");
});

it("cuts runs at a span, but no footnote and no escaped character", () => {
  expect(wordsIn(SOURCE, { start: 8, end: 22 })).toBe("omote open");
  expect(runsWithin(runsOf(SOURCE), { start: 30, end: 59 }).map(({ text }) => text)).toEqual([
    "By law & custom.",
    " ",
    "<",
  ]);
});

it("finds words for the keyboard", () => {
  const words = (markup: string) => wordSpans(markup).map((span) => wordsIn(markup, span));
  expect(words("Don’t <b>co-op</b>erate, 数据.")).toEqual(["Don’t", "co-operate", ",", "数", "据", "."]);
});

it.each([
  ["We promote open data <now>.", null],
  ["We support open data <now>.", { start: 6, end: 13, text: "support" }],
  ["We open data <now>.", { start: 6, end: 18, text: "" }],
  ["We all promote open data <now>.", { start: 3, end: 3, text: "all " }],
  ["We promote open data <now>. Really.", { start: 69, end: 69, text: " Really." }],
  ["Now we promote open data <now>.", { start: 0, end: 2, text: "Now we" }],
])("finds the change to %s", (after, edit) => {
  const found = wordEdit(SOURCE, after);
  if (edit === null) expect(found).toBe(null);
  else {
    expect(found).toEqual(edit);
    expect(plainText(withEdits(SOURCE, [edit])).replace("  ", " ")).toBe(after);
  }
});

it("puts changes in that do not overlap", () => {
  const edits = [
    { start: 17, end: 22, text: " free" },
    { start: 18, end: 27, text: "secrets" },
    { start: 0, end: 2, text: "All" },
  ];
  expect(plainText(withEdits(SOURCE, edits))).toBe("All promote free data <now>.");
});
