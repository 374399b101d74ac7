import { expect, it } from "vitest";
import { answersNow, ballotStage, type BallotStage } from "./ballot";

type Case = Parameters<typeof ballotStage>[0];
const at = Date.parse("2021-11-16T05:31:00Z");
const VOTE: Case["vote"] = {
  method: "electronic",
  closed_at: null,
  closes_at: null,
  suspended_at: null,
  roll: ["chile", "fiji"],
  called: null,
};
const PAST = "2021-11-16T05:30:59Z";
const AHEAD = "2021-11-16T05:31:01Z";
const roll = { method: "roll_call", called: "chile" } as const;

it.each<[string, Partial<Case["vote"]>, Partial<Case>, BallotStage]>([
  ["an electronic vote", {}, {}, "open"],
  ["one with time left", { closes_at: AHEAD }, {}, "open"],
  ["one whose time is over", { closes_at: PAST }, {}, "over"],
  ["one while the session is suspended", {}, { isOpen: false }, "suspended"],
  ["one that is closed", { closed_at: PAST }, { isOpen: false }, "closed"],
  ["a party that is not on the roll", { roll: ["chile"] }, {}, "no_right"],
  ["a party that lost its accreditation", {}, { accredited: false }, "no_right"],
  ["a show of hands", { method: "show_of_hands" }, {}, "hands"],
  ["one that nobody is accredited for", { method: "show_of_hands", roll: [] }, {}, "hands"],
  ["one without a right", { method: "show_of_hands", roll: ["chile"] }, {}, "no_right"],
  ["a decision without a vote", { method: "without_a_vote", closes_at: AHEAD }, {}, "objecting"],
  ["one whose moment is over", { method: "without_a_vote", closes_at: PAST }, {}, "over"],
  ["a roll call before one's name", roll, {}, "waits"],
  ["one's name", { ...roll, called: "fiji" }, {}, "called"],
  ["a roll call after one's name", roll, { answer: "yes" }, "open"],
  ["a roll call after passing", roll, { answer: "pass" }, "open"],
])("in %s", (_, vote, more, stage) => {
  const of = { party: "fiji", accredited: true, answer: "" as const, isOpen: true, now: at };
  expect(ballotStage({ ...of, ...more, vote: { ...VOTE, ...vote } })).toBe(stage);
});

it("offers to pass in the first call alone (FL28)", () => {
  const call = (round: number) => answersNow("called", { method: "roll_call", round });
  expect(call(1)).toEqual(["yes", "no", "abstain", "pass"]);
  expect(call(2)).toEqual(["yes", "no", "abstain"]);
  expect(answersNow("open", { method: "electronic", round: 1 })).toEqual(["yes", "no", "abstain"]);
  expect(answersNow("objecting", { method: "without_a_vote", round: 1 })).toEqual(["object", ""]);
  for (const stage of ["waits", "over", "hands", "closed", "suspended", "no_right"] as const)
    expect(answersNow(stage, { method: "roll_call", round: 1 })).toEqual([]);
});
