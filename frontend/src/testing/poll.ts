/** Polls for tests. */
import type { Poll, PollResult } from "../state/polls";

export const poll = (values: Partial<Poll> = {}): Poll => ({
  id: "1",
  kind: "single",
  question: "Shall we go on?",
  options: ["Yes", "No"],
  most: 1,
  anonymous: true,
  results: "live",
  position: 0,
  state: "open",
  on_screen: false,
  opened_at: "2021-11-16T05:30:00Z",
  closed_at: null,
  result: null,
  ...values,
});

export const result = (values: Partial<PollResult> = {}): PollResult => ({
  answers: 0,
  counts: [],
  firsts: [],
  words: [],
  distinct: 0,
  hidden: [],
  ...values,
});
