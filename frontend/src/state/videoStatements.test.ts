import { expect, it } from "vitest";
import { isOverLimit, lengthText } from "./videoStatements";

it("formats the length of a video statement", () => {
  expect(lengthText(192.02)).toBe("3:12");
  expect(lengthText(30)).toBe("0:30");
});

it("is over the limit from one second on", () => {
  expect([170, 180, 180.9, 181.1].map((seconds) => isOverLimit(seconds, 180))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});
