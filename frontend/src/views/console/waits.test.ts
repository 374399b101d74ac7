import { expect, it } from "vitest";
import { waitsText } from "./waits";

it("says what an interrupted turn has left, and how far it is over its time", () => {
  expect(waitsText("Fiji", 65)).toBe("Fiji waits, with 1:05 left.");
  expect(waitsText("Fiji", 0)).toBe("Fiji waits, with 0:00 left.");
  expect(waitsText("Fiji", -151)).toBe("Fiji waits, +2:31 over time.");
});
