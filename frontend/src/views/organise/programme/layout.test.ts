import { expect, it } from "vitest";
import { columnsOf, hoursOf, lanesOf, roundedToStep, spanOf, type PlannedPlace } from "./layout";
import { HOUR, MINUTE } from "./wallTime";

const DATE = "2021-11-16";
const MIDNIGHT = Date.parse("2021-11-16T00:00:00Z");
const at = (starts: number, ends: number, room: string | null = "1"): PlannedPlace => ({
  starts: MIDNIGHT + starts * HOUR,
  ends: MIDNIGHT + ends * HOUR,
  room,
});

it("has a column without a room only where it is needed", () => {
  expect(columnsOf(["1", "2"], [at(9, 10)])).toEqual(["1", "2"]);
  expect(columnsOf(["1", "2"], [at(9, 10, null)])).toEqual(["1", "2", null]);
  expect(columnsOf(["1"], [at(9, 10, "gone")])).toEqual(["1", null]);
  expect(columnsOf(["1"], [], null)).toEqual(["1", null]);
  expect(columnsOf([], [])).toEqual([null]);
});

it("puts side by side what overlaps, and nothing else", () => {
  const lanes = lanesOf(
    new Map([
      ["a", at(9, 11)],
      ["b", at(10, 12)],
      ["c", at(11, 12)],
      ["d", at(12, 13)],
    ]),
  );
  expect(Object.fromEntries(lanes)).toEqual({
    a: { lane: 0, lanes: 2 },
    b: { lane: 1, lanes: 2 },
    c: { lane: 0, lanes: 2 },
    d: { lane: 0, lanes: 1 },
  });
});

it("shows the usual hours, and more where a session needs them", () => {
  const hours = (places: PlannedPlace[], whole = false) => {
    const { from, to } = spanOf(DATE, "UTC", places, whole);
    return [(from - MIDNIGHT) / HOUR, (to - MIDNIGHT) / HOUR];
  };
  expect(hours([])).toEqual([8, 19]);
  expect(hours([at(6.5, 8), at(19, 20.25)])).toEqual([6, 21]);
  expect(hours([at(22, 26)])).toEqual([8, 24]);
  expect(hours([], true)).toEqual([0, 24]);
});

it("labels each hour of a day on which the clocks change", () => {
  expect(hoursOf(spanOf("2022-03-27", "Europe/Paris", [], true)).length).toBe(23);
  expect(hoursOf(spanOf("2022-10-30", "Europe/Paris", [], true)).length).toBe(25);
});

it("snaps to five minutes", () => {
  expect(roundedToStep(MIDNIGHT + 2.4 * MINUTE)).toBe(MIDNIGHT);
  expect(roundedToStep(MIDNIGHT + 2.6 * MINUTE)).toBe(MIDNIGHT + 5 * MINUTE);
});
