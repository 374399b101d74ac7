import { expect, it } from "vitest";
import { bracketed, grouped, type Piece, type BracketedProposal } from "./bracketed";
import type { Run } from "./markup";

const TEXT = "We share good practices with all.";
const proposal = (id: string, words: string, text: string): BracketedProposal => {
  const start = TEXT.indexOf(words);
  return { id, start, end: start + words.length, text };
};
const GOOD = proposal("1", "good practices", "knowledge");
const ALSO = proposal("2", "good practices", "experience");
const WIDE = proposal("3", "share good", "give fine");
const LATE = proposal("4", "all", "everyone");

const words = (runs: Run[]) => runs.map(({ text }) => text).join("");
const told = (pieces: Piece<BracketedProposal>[]) =>
  pieces.map((piece) =>
    piece.is === "text"
      ? words(piece.runs)
      : piece.alternatives.map(({ of, before, removed, added, after }) =>
          [of.id, words(before), words(removed), added, words(after)].join("|"),
        ),
  );

it("shows alternatives to the same words side by side", () => {
  const pieces = bracketed(TEXT, [LATE, ALSO, GOOD]);
  expect(told(pieces)).toEqual([
    "We share ",
    ["2||good practices|experience|", "1||good practices|knowledge|"],
    " with ",
    ["4||all|everyone|"],
    ".",
  ]);
  expect(pieces.map((piece) => piece.is === "place" && piece.same)).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

it("shows in each alternative what it leaves of the words of the others", () => {
  const [, place] = bracketed(TEXT, [GOOD, WIDE]);
  expect(told([place as Piece<BracketedProposal>])).toEqual([
    ["3||share good|give fine| practices", "1|share |good practices|knowledge|"],
  ]);
  expect(place?.is === "place" && place.same).toBe(false);
});

it("groups insertions at one place, apart from words beside them", () => {
  const at = TEXT.indexOf("good");
  const one = { id: "a", start: at, end: at, text: "very " };
  const two = { id: "b", start: at, end: at, text: "really " };
  const gone = { id: "c", start: null, end: null, text: "lost" };
  expect(grouped([GOOD, two, one, gone]).map(({ of }) => of.map(({ id }) => id))).toEqual([
    ["b", "a"],
    ["1"],
  ]);
});

it("cuts words in bold at a bracket", () => {
  const pieces = bracketed("A <b>bold word</b> here", [{ id: "1", start: 10, end: 14, text: "" }]);
  expect(pieces.map(({ runs }) => runs.map(({ text, bold }) => [text, bold]))).toEqual([
    [
      ["A ", false],
      ["bold ", true],
    ],
    [["word", true]],
    [[" here", false]],
  ]);
});
