import { expect, it } from "vitest";
import { countdownText } from "./countdown";

it.each([
  [-1, ""],
  [0, ""],
  [1, "0:01"],
  [59_001, "1:00"],
  [3_599_000, "59:59"],
  [3_729_000, "1:02:09"],
  [86_400_000, "24:00:00"],
  [86_401_000, ""],
])("%i ms before it begins: '%s'", (left, text) => {
  expect(countdownText(left)).toBe(text);
});
