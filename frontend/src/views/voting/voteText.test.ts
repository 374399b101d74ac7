import { expect, it } from "vitest";
import type { Entities } from "../../state/store.svelte";
import { meaningText, questionText, voteText } from "./voteText";

const names = { party: () => "Chile", proposal: () => "L.1 On trust" };
const vote = {
  subject: "motion",
  method: "show_of_hands",
  majority: "simple",
  party: "3",
  motion: "suspension",
  motion_text: "",
  proposal: null,
  question: "",
  in_favour: 12,
  against: 3,
  abstentions: 2,
  carried: null,
  closed_at: null,
} as unknown as Entities["vote"];
const asked = (more: object) => questionText({ ...vote, ...more }, names);
const closed = (carried: boolean | null, more: object = {}) =>
  voteText({ ...vote, carried, closed_at: "2021-11-16T05:20:00Z", ...more }, names);
const appeal = { subject: "appeal", motion: null };
const proposal = { subject: "proposal", motion: null, party: null, proposal: "1" };
const indicative = { subject: "indicative", motion: null, party: null, question: "Shall we go on?" };
const consensus = { method: "without_a_vote" };

it("says what is voted on (FL13, FL28)", () => {
  expect([{}, appeal, proposal, indicative, { ...proposal, ...consensus }, consensus].map(asked)).toEqual([
    "Vote on the motion of Chile: suspension of the meeting",
    "Vote on the appeal of Chile against the ruling",
    "Vote on L.1 On trust",
    "Indicative vote: Shall we go on?",
    "To be decided without a vote: L.1 On trust",
    "To be decided without a vote: suspension of the meeting",
  ]);
});

it("says what a vote in favour means (FL28)", () => {
  const meant = (more: object) => meaningText({ ...vote, ...more }, names);
  expect([{}, appeal, { ...proposal, majority: "two_thirds" }, indicative, consensus].map(meant)).toEqual([
    "Yes means: suspension of the meeting.",
    "Yes means: the ruling is overturned. No means: it stands.",
    "Yes means: the proposal is adopted. Two thirds of those who vote yes or no are needed.",
    "Nothing is decided by this vote.",
    "Whoever objects says so now.",
  ]);
});

it("says the result with its figures (FL13, FL28)", () => {
  const figures = "In favour 12, against 3, abstentions 2.";
  expect([
    closed(true),
    closed(false),
    closed(true, appeal),
    closed(false, appeal),
    closed(true, proposal),
    closed(null, indicative),
    closed(true, { ...proposal, ...consensus, against: 0 }),
    closed(false, { ...proposal, ...consensus, against: 1 }),
    closed(false, { ...proposal, ...consensus, against: 2 }),
  ]).toEqual([
    `Adopted: suspension of the meeting. ${figures}`,
    `Not adopted: suspension of the meeting. ${figures}`,
    `The ruling is overturned. ${figures}`,
    `The ruling stands. ${figures}`,
    `Adopted: L.1 On trust. ${figures}`,
    `Indicative vote: Shall we go on? ${figures}`,
    "Adopted without a vote: L.1 On trust.",
    "Not adopted without a vote: L.1 On trust. 1 delegation objects.",
    "Not adopted without a vote: L.1 On trust. 2 delegations object.",
  ]);
});
