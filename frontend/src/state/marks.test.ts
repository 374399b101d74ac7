import { expect, it } from "vitest";
import { marksOf, wordAtQuestion, type Origin } from "./marks";

it.each<[Origin[], boolean, Origin[]]>([
  [[], false, []],
  [["real", "absent"], false, []],
  [["simulated", "simulated"], true, []],
  [["simulated", "absent"], true, []],
  [["simulated", "real", "simulated", "absent"], true, ["real"]],
])("of %j: the head's mark is %s, and %j are present", (rows, head, present) => {
  const marks = marksOf(rows, (row) => row);
  expect(marks.simulated).toBe(head);
  expect(rows.filter(marks.isPresent)).toEqual(present);
});

it("says simulated once for a question and its speaker", () => {
  const words = [false, true].map((question) =>
    [false, true].map((speaker) => wordAtQuestion(question, speaker)),
  );
  expect(words).toEqual([
    ["", "present"],
    ["simulated", ""],
  ]);
});
