/** The polls of a session: which is open, which the hall screen shows, and what is known of a result. */
import type { SessionModel } from "./sessionModel.svelte";
import type { Command } from "../wire/frames";
import type { Entities, Signals } from "./store.svelte";

export type Poll = Entities["poll"];
export type PollFields = Extract<Command, { type: "poll.edit" }>["seen"];
export type PollResult = NonNullable<Poll["result"]>;

const NO_ANSWER: Signals["poll.my_answer"] = { poll: "", choices: [], words: [] };

/** The polls that the reader sees, in the order of their numbers. */
export const pollsOf = ({ client, stream }: SessionModel): Poll[] =>
  [...client.store.all(stream, "poll")].sort((a, b) => Number(a.id) - Number(b.id));

/** The polls that wait, in the order in which they are to be opened. */
export const waitingIn = (polls: readonly Poll[]): Poll[] =>
  polls
    .filter(({ state }) => state === "draft")
    .sort((a, b) => a.position - b.position || Number(a.id) - Number(b.id));

/** What a poll asks and how, as a change of it names what its sender saw. */
export const fieldsOf = ({ kind, question, options, most, anonymous, results }: Poll): PollFields => ({
  kind,
  question,
  options,
  most,
  anonymous,
  results,
});

export const openPoll = (model: SessionModel): Poll | null =>
  pollsOf(model).find(({ state }) => state === "open") ?? null;

export const pollOnScreen = (model: SessionModel): Poll | null =>
  pollsOf(model).find(({ on_screen: shown }) => shown) ?? null;

/** Whether a turn or a vote began after the closing, so that the meeting deals with something else. */
export const isPast = ({ turn, vote }: SessionModel, { closed_at: closed }: Poll): boolean =>
  closed !== null &&
  [turn?.started_at, vote?.put_at].some(
    (began) => began !== undefined && Date.parse(began) > Date.parse(closed),
  );

/** The result as everyone may see it now; null if it is hidden until the closing, or not known yet. */
export function resultOf({ client, stream }: SessionModel, poll: Poll): PollResult | null {
  if (poll.result) return poll.result;
  const open = client.store.signal(stream, "poll.result");
  return open?.poll === poll.id ? open.result : null;
}

/** The result as moderators see it. */
export function moderatorsResult({ client, stream }: SessionModel, poll: Poll): PollResult | null {
  if (poll.result) return poll.result;
  const open = client.store.signal(stream, "poll.moderators_result");
  return open?.poll === poll.id ? open.result : null;
}

/** How many people have answered. */
export function answersOf({ client, stream }: SessionModel, poll: Poll): number {
  if (poll.result) return poll.result.answers;
  const open = client.store.signal(stream, "poll.result");
  return open?.poll === poll.id ? open.answers : 0;
}

/** The highest number of answers that came from guests at one address, if there are many. */
export function answersOfOneNetwork({ client, stream }: SessionModel, poll: Poll): number {
  const open = client.store.signal(stream, "poll.moderators_result");
  return open?.poll === poll.id ? open.of_one_network : 0;
}

/** The reader's own answer to a poll, as the server has it. Empty if there is none. */
export function myAnswer({ client, stream }: SessionModel, poll: Poll): Signals["poll.my_answer"] {
  const mine = client.store.signal(stream, "poll.my_answer");
  return mine?.poll === poll.id ? mine : NO_ANSWER;
}
