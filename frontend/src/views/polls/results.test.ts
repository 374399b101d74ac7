import { expect, it } from "vitest";
import { poll, result } from "../../testing/poll";
import { linesOf, meanOf, topLines } from "./results";

it("shows people and percent of all who answered", () => {
  const lines = linesOf(poll({ options: ["Yes", "No", "Later"] }), result({ answers: 3, counts: [1, 0, 2] }));
  expect(lines.map(({ label, count, percent }) => [label, count, percent])).toEqual([
    ["Yes", 1, 33],
    ["No", 0, 0],
    ["Later", 2, 67],
  ]);
  expect(lines[2]?.share).toBeCloseTo(2 / 3);
});

it("puts a ranking in the order of its points", () => {
  const ranked = poll({ kind: "ranking", options: ["A", "B"] });
  const lines = linesOf(ranked, result({ answers: 2, counts: [3, 4], firsts: [1, 1] }));
  expect(lines.map(({ label, count, firsts }) => [label, count, firsts])).toEqual([
    ["B", 4, 1],
    ["A", 3, 1],
  ]);
  expect(lines[0]?.share).toBe(1);
});

it("says the mean of a rating, and none of nobody", () => {
  const rating = poll({ kind: "rating", options: [] });
  expect(meanOf(rating, result({ answers: 4, counts: [0, 0, 1, 2, 1] }))).toBe(4);
  expect(meanOf(rating, result({ counts: [0, 0, 0, 0, 0] }))).toBeNull();
  expect(meanOf(poll(), result({ answers: 1, counts: [1, 0] }))).toBeNull();
});

it("shows words by their numbers, the longest bar for the most frequent", () => {
  const words = [
    { word: "water", count: 4 },
    { word: "hope", count: 1 },
  ];
  const lines = linesOf(poll({ kind: "words", options: [] }), result({ answers: 5, words, distinct: 2 }));
  expect(lines.map(({ label, share }) => [label, share])).toEqual([
    ["water", 1],
    ["hope", 0.25],
  ]);
});

it("leaves out the options with the lowest numbers, and says how many", () => {
  const options = Array.from({ length: 10 }, (_, at) => `Option ${String(at)}`);
  const counts = options.map((_, at) => at);
  const { shown, left } = topLines(linesOf(poll({ options }), result({ answers: 45, counts })), 8);
  expect(shown.map(({ label }) => label)).toEqual(
    [9, 8, 7, 6, 5, 4, 3, 2].map((at) => `Option ${String(at)}`),
  );
  expect(left).toBe(2);
});
