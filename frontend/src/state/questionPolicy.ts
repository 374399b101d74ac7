/** How a session takes questions. */
import type { SessionModel } from "./sessionModel.svelte";
import type { Entities } from "./store.svelte";

export type QuestionPolicy = Entities["question_policy"];

/** What holds until moderators set something else. */
const DEFAULTS: Omit<QuestionPolicy, "id"> = {
  is_open: true,
  anonymity: "moderators",
  slow_s: 0,
  max_pending: 5,
  hides_votes: false,
  next_up: [],
  words: [],
};

/** The people who may ask no more, for moderators. */
export const blocksOf = ({ client, stream }: SessionModel): Entities["question_block"][] =>
  client.store.all(stream, "question_block");

export const policyOf = ({ client, stream }: SessionModel): QuestionPolicy =>
  client.store.all(stream, "question_policy")[0] ?? { id: "", ...DEFAULTS };
