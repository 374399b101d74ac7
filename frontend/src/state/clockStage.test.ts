import { expect, it } from "vitest";
import type { TurnClock } from "./selectors";
import { clockStage, isAnnounced } from "./clockStage";

const clock = (rest: Partial<TurnClock>): TurnClock => ({
  elapsed: 0,
  left: 100,
  overtime: false,
  warning: null,
  running: true,
  ...rest,
});

it.each([
  [null, "none"],
  [clock({}), "running"],
  [clock({ warning: 60 }), "60"],
  [clock({ warning: 30 }), "30"],
  [clock({ warning: 10 }), "10"],
  [clock({ overtime: true }), "over"],
  [clock({ overtime: true, running: false }), "stopped"],
] as const)("the stage of a clock (%#)", (given, stage) => {
  expect(clockStage(given)).toBe(stage);
});

it("is announced for the warnings and for the end", () => {
  const stages = ["none", "running", "60", "30", "10", "over", "stopped"] as const;
  expect(stages.filter(isAnnounced)).toEqual(["60", "30", "10", "over"]);
});
