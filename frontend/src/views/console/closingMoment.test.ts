import { expect, it } from "vitest";
import { closingMoment } from "./closingMoment";

const NOW = Date.parse("2021-11-16T06:10:25Z"); // 14:10:25 in Bali

it("is the next moment at which the conference's clocks show that time", () => {
  expect(closingMoment("14:30", "Asia/Makassar", NOW)).toBe("2021-11-16T06:30:00.000Z");
});

it("is tomorrow if the time has passed today", () => {
  expect(closingMoment("13:00", "Asia/Makassar", NOW)).toBe("2021-11-17T05:00:00.000Z");
});

it.each([
  ["Asia/Makassar", "2021-11-20T10:00:00.000Z"],
  ["Pacific/Kiritimati", "2021-11-20T04:00:00.000Z"],
  ["America/Santiago", "2021-11-20T21:00:00.000Z"],
  ["Asia/Kathmandu", "2021-11-20T12:15:00.000Z"],
])("is on the day that was named, in %s", (zone, moment) => {
  expect(closingMoment("18:00", zone, NOW, "2021-11-20")).toBe(moment);
});
