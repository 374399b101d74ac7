import { expect, it } from "vitest";
import { dateAfter, HOUR, lengthOf, momentOf, nameableMoment, startOf, wallTimeOf } from "./wallTime";

const PARIS = "Europe/Paris";
const at = (text: string) => Date.parse(text);

it("finds the moment at which clocks show a time", () => {
  const moment = momentOf({ date: "2021-11-16", time: "13:20" }, "Asia/Makassar");
  expect(moment).toBe(at("2021-11-16T05:20:00Z"));
  expect(wallTimeOf(moment ?? 0, PARIS)).toEqual({ date: "2021-11-16", time: "06:20" });
});

it("knows that a time is left out when the clocks go forward", () => {
  expect(momentOf({ date: "2022-03-27", time: "02:30" }, PARIS)).toBeNull();
  expect(momentOf({ date: "2022-03-27", time: "03:00" }, PARIS)).toBe(at("2022-03-27T01:00:00Z"));
  expect(lengthOf("2022-03-27", PARIS)).toBe(23 * HOUR);
});

it("takes the first of two moments when the clocks go back", () => {
  expect(momentOf({ date: "2022-10-30", time: "02:30" }, PARIS)).toBe(at("2022-10-30T00:30:00Z"));
  expect(nameableMoment(at("2022-10-30T01:30:00Z"), PARIS)).toBe(at("2022-10-30T00:30:00Z"));
  expect(lengthOf("2022-10-30", PARIS)).toBe(25 * HOUR);
});

it("begins a day at one o'clock where midnight is left out", () => {
  expect(startOf("2018-11-04", "America/Sao_Paulo")).toBe(at("2018-11-04T03:00:00Z"));
  expect(lengthOf("2018-11-04", "America/Sao_Paulo")).toBe(23 * HOUR);
});

it("counts dates over the end of a month", () => {
  expect(dateAfter("2022-02-28", 1)).toBe("2022-03-01");
  expect(dateAfter("2022-01-01", -1)).toBe("2021-12-31");
});
