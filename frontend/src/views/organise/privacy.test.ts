import { expect, test } from "vitest";
import { daysOf } from "./privacy";

test("a period is a number of days, or none", () => {
  expect(["", " 90 ", "0", "-1", "9.5", "soon"].map(daysOf)).toEqual([
    null,
    90,
    0,
    undefined,
    undefined,
    undefined,
  ]);
});
