import { describe, expect, it } from "vitest";
import type { Entities } from "../../state/store.svelte";
import { cutLimits, cutTo, projectedEnd, type Course } from "./budget";

const NOW = Date.parse("2021-11-16T05:20:00Z");
const MINUTE = 60_000;
const turn = {
  started_at: "2021-11-16T05:19:00Z",
  suspended_at: null,
  suspended_seconds: 0,
  allotted: 180,
} as Entities["turn"];
const course = (limits: number[], more: Partial<Course> = {}): Course => ({
  waiting: limits.map((limit) => ({ limit })),
  turns: [],
  overrun: 0,
  now: NOW,
  ...more,
});

describe("FL17 the projected end", () => {
  it("is now where nobody waits", () => expect(projectedEnd(course([]))).toBe(NOW));
  it("adds the rests of the turns, the limits and the average overrun of each who waits", () => {
    const waits = { ...turn, suspended_at: "2021-11-16T05:19:30Z" };
    const end = projectedEnd(course([180, 120], { turns: [turn, waits, null], overrun: 15 }));
    expect((end - NOW) / 1000).toBe(120 + 150 + 300 + 30);
  });
  it("counts no overtime of the present turn backwards", () => {
    const long = { ...turn, started_at: "2021-11-16T05:00:00Z" };
    expect(projectedEnd(course([60], { turns: [long] }))).toBe(NOW + MINUTE);
  });
});

describe("FL17 the cut that ends in time", () => {
  it("is the same for each", () => expect(cutTo(course([180, 180, 180]), NOW + 6 * MINUTE)).toBe(120));
  it("leaves shorter limits as they are", () =>
    expect(cutTo(course([240, 240, 60]), NOW + 5 * MINUTE)).toBe(120));
  it("goes by steps of five seconds, downwards", () =>
    expect(cutTo(course([180, 180, 180]), NOW + 5 * MINUTE + 14_000)).toBe(100));
  it("leaves room for the overrun", () =>
    expect(cutTo(course([180, 180], { overrun: 30 }), NOW + 5 * MINUTE)).toBe(120));
  it("is not there where nobody would have ten seconds", () =>
    expect(cutTo(course([180, 180]), NOW + 19_000)).toBe(null));
  it("is not there where nobody waits", () => expect(cutTo(course([]), NOW - MINUTE)).toBe(null));
  it("always ends in time", () => {
    for (const limits of [[180], [60, 240, 120], [10, 10, 600]]) {
      for (let minutes = 1; minutes < 15; minutes++) {
        const end = NOW + minutes * MINUTE;
        const most = cutTo(course(limits), end);
        const cut = limits.map((limit) => Math.min(limit, most ?? 0));
        expect(projectedEnd(course(cut))).toBeLessThanOrEqual(end);
      }
    }
  });
});

it("cuts only what is longer", () =>
  expect(cutLimits({ state: 180, group: 240, observer: 120, other: 60 }, 120)).toEqual({
    state: 120,
    group: 120,
    observer: 120,
    other: 60,
  }));
