import { expect, it } from "vitest";
import { timeLeftText } from "./continueTexts";

const UNTIL = "2021-11-16T05:22:00.000Z";

it.each([
  [120_000, "2:00"],
  [119_001, "2:00"],
  [65_000, "1:05"],
  [500, "0:01"],
  [0, null],
  [-1, null],
])("says %s ms before its end how long a code works", (before, said) =>
  expect(timeLeftText(UNTIL, Date.parse(UNTIL) - before)).toBe(said),
);
