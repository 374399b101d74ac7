/** What one step of undo is made of: the state that it compares, and the commands that restore the former one. */
import type { QuestionPolicy } from "../../state/questionPolicy";
import type { Entities } from "../../state/store.svelte";
import type { Command } from "../../wire/frames";

type Entry = Entities["entry"];

/** The part of the session's state that an undo compares, before and after the act. */
export interface UndoableState {
  waiting: readonly Entry[];
  turn: Entities["turn"] | null;
  floor: Entities["floor"] | null;
  ordering: Entities["ordering"] | null;
  podium: readonly Entities["podium_seat"][];
  questions: readonly Entities["question"][];
  policy: QuestionPolicy;
  polls: readonly Entities["poll"][];
  /** The server's time, milliseconds. */
  now: number;
}

export type UndoableAct =
  | "moved"
  | "ordered"
  | "called_later"
  | "withdrew"
  | "added"
  | "added_many"
  | "speaker"
  | "reader"
  | "opened_list"
  | "closed_list"
  | "limits"
  | "seated"
  | "unseated"
  | "approved"
  | "dismissed"
  | "pinned"
  | "unpinned"
  | "answered"
  | "merged"
  | "took_up"
  | "wrote_answer"
  | "deferred"
  | "edited"
  | "labelled"
  | "restored"
  | "blocked"
  | "unblocked"
  | "arranged"
  | "policy"
  | "offered"
  | "took_offer_back"
  | "prepared_poll"
  | "edited_poll"
  | "moved_poll"
  | "deleted_poll"
  | "opened_poll"
  | "showed_poll"
  | "hid_poll"
  | "hid_word"
  | "showed_word";

export interface Step {
  act: UndoableAct;
  /** The party or the participant it was about. */
  party?: string;
  participant?: string;
  inverse: readonly Command[];
  /** The server refuses the undo after this time, milliseconds; null if it never does. */
  until: number | null;
}

export const step = (act: UndoableAct, ...inverse: Command[]): Step => ({ act, inverse, until: null });
