import { expect, it } from "vitest";
import { waitsText } from "./waits";

it("shows how much time an interrupted turn has left, or its overtime", () => {
  expect(waitsText("Fiji", 65)).toBe("Fiji waits, with 1:05 left.");
  expect(waitsText("Fiji", 0)).toBe("Fiji waits, with 0:00 left.");
  expect(waitsText("Fiji", -151)).toBe("Fiji waits, +2:31 over time.");
});
