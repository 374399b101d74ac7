import { expect, it } from "vitest";
import { closingMoment } from "./closing";

const NOW = Date.parse("2021-11-16T06:10:25Z"); // 14:10:25 in Bali

it("is the next moment at which the conference's clocks show that time", () => {
  expect(closingMoment("14:30", "Asia/Makassar", NOW)).toBe("2021-11-16T06:30:00.000Z");
});

it("is tomorrow's where today's has passed", () => {
  expect(closingMoment("13:00", "Asia/Makassar", NOW)).toBe("2021-11-17T05:00:00.000Z");
});
