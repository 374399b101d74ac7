import { expect, it } from "vitest";
import { waitingForLineText } from "./waitingForLine";

it("shows how much time an interrupted turn has left, or its overtime", () => {
  expect(waitingForLineText("Fiji", 65)).toBe("Fiji waits, with 1:05 left.");
  expect(waitingForLineText("Fiji", 0)).toBe("Fiji waits, with 0:00 left.");
  expect(waitingForLineText("Fiji", -151)).toBe("Fiji waits, +2:31 over time.");
});
