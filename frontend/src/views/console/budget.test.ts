import { describe, expect, it } from "vitest";
import type { Entities } from "../../state/store.svelte";
import { cutFigures, cutPercentFor, projectedEnd, type RemainingTurns } from "./budget";

const NOW = Date.parse("2021-11-16T05:20:00Z");
const MINUTE = 60_000;
const turn = {
  started_at: "2021-11-16T05:19:00Z",
  suspended_at: null,
  suspended_seconds: 0,
  allotted: 180,
} as Entities["turn"];
const remaining = (limits: number[], more: Partial<RemainingTurns> = {}): RemainingTurns => ({
  waiting: limits.map((limit) => ({ limit })),
  turns: [],
  overrun: 0,
  now: NOW,
  ...more,
});

describe("FL17 the projected end", () => {
  it("is now if nobody waits", () => expect(projectedEnd(remaining([]))).toBe(NOW));
  it("adds the rest of the turns, and the limit and average overrun of each entry", () => {
    const waits = { ...turn, suspended_at: "2021-11-16T05:19:30Z" };
    const end = projectedEnd(remaining([180, 120], { turns: [turn, waits, null], overrun: 15 }));
    expect((end - NOW) / 1000).toBe(120 + 150 + 300 + 30);
  });
  it("does not subtract the overtime of the current turn", () => {
    const long = { ...turn, started_at: "2021-11-16T05:00:00Z" };
    expect(projectedEnd(remaining([60], { turns: [long] }))).toBe(NOW + MINUTE);
  });
});

describe("FL17 the cut that ends in time", () => {
  const LIMITS = {
    state: 180,
    group: 240,
    observer: 120,
    other: 60,
    order: 60,
    explanation: 180,
    on_motion: 120,
  };
  const figures = (percent: number) => cutFigures({ limits: LIMITS, reply_limits: [180, 120] }, percent);

  it("keeps the proportions of classes and replies, and leaves points of order alone", () =>
    expect(figures(50)).toEqual({
      limits: { state: 90, group: 120, observer: 60, other: 30, order: 60, explanation: 180, on_motion: 120 },
      reply_limits: [90, 60],
    }));
  it("goes down in steps of five seconds, and no further than ten", () =>
    expect(figures(9).limits).toEqual({
      state: 15,
      group: 20,
      observer: 10,
      other: 10,
      order: 60,
      explanation: 180,
      on_motion: 120,
    }));
  it("makes no figure longer", () =>
    expect(cutFigures({ limits: { ...LIMITS, other: 5 }, reply_limits: [] }, 90).limits.other).toBe(5));
  it("is the largest share that ends in time", () => {
    expect(cutPercentFor(remaining([180, 180, 180]), NOW + 6 * MINUTE)).toBe(69); // 120 s
    expect(cutPercentFor(remaining([240, 120]), NOW + 3 * MINUTE)).toBe(52); // 120 s and 60 s
  });
  it("leaves room for the overrun", () =>
    expect(cutPercentFor(remaining([180, 180], { overrun: 30 }), NOW + 5 * MINUTE)).toBe(69));
  it("is null if it would be below ten seconds", () =>
    expect(cutPercentFor(remaining([180, 180]), NOW + 19_000)).toBe(null));
  it("is null if nobody waits", () => expect(cutPercentFor(remaining([]), NOW - MINUTE)).toBe(null));
  it("always ends in time", () => {
    for (const limits of [[180], [60, 240, 120], [10, 10, 600]]) {
      for (let minutes = 1; minutes < 15; minutes++) {
        const end = NOW + minutes * MINUTE;
        const percent = cutPercentFor(remaining(limits), end);
        if (percent === null) continue;
        const cut = limits.map((limit) => cutFigures({ limits: LIMITS, reply_limits: [limit] }, percent));
        const seconds = cut.map(({ reply_limits }) => reply_limits[0] ?? 0);
        expect(projectedEnd(remaining(seconds))).toBeLessThanOrEqual(end);
      }
    }
  });
});
