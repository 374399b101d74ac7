/** A question for tests: approved, of Ana, unless told otherwise. */
import type { Entities } from "../state/store.svelte";

type Question = Entities["question"];

export const question = (id: string, fields: Partial<Question> = {}): Question => ({
  id,
  text: "Why?",
  earlier: [],
  author: "Ana",
  party: null,
  anonymous: false,
  for_party: false,
  asked_by: "Ana",
  place: "remote",
  simulated: false,
  guest: false,
  language: "",
  addressee: "",
  labels: [],
  flagged: [],
  state: "approved",
  reason: "",
  merged_into: null,
  pinned: false,
  answer_kind: "",
  answer: "",
  answered_at: null,
  turn: null,
  claimed_by: null,
  claimed_at: null,
  offered: false,
  asked_at: "2021-11-16T05:30:00Z",
  ...fields,
});
