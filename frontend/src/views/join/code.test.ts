import { expect, it } from "vitest";
import { groupedCode } from "./code";

it.each([
  ["K7M3PX", "K7M 3PX"],
  ["k7m 3px", "k7m 3px"],
  ["", ""],
  ["K7M", "K7M"],
])("shows %s in groups", (code, shown) => expect(groupedCode(code)).toBe(shown));
