/** The keys with which staff enter the answers of delegations, and what they may answer. Pure. */
import { letterOf } from "../../components/letterOf";
import type { Vote } from "../../state/sessionModel.svelte";
import type { Voter } from "./roll";

export type EnteredAnswer = "yes" | "no" | "abstain" | "pass" | "absent" | "object" | "";

/** Without a vote a delegation objects (n), or does not (y). */
const KEYS: Record<string, EnteredAnswer> = { y: "yes", n: "no", a: "abstain", p: "pass", x: "absent" };
const OBJECTING: Record<string, EnteredAnswer> = { n: "object", y: "" };

/** What staff can enter for a delegation, in the order of the buttons. In a roll call only who is or was called answers. */
export function possibleAnswers(vote: Pick<Vote, "method" | "round">, voter: Voter): EnteredAnswer[] {
  switch (vote.method) {
    case "show_of_hands":
      return [];
    case "without_a_vote":
      return ["object", ""];
    case "electronic":
      return ["yes", "no", "abstain"];
    case "roll_call":
      if (!voter.called && !voter.answer) return [];
      return vote.round === 1
        ? ["yes", "no", "abstain", "pass", "absent"]
        : ["yes", "no", "abstain", "absent"];
  }
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "repeat"> & { code?: string };

/** The answer of a key press among those that can be given; null for other keys and for a key that is held down. */
export function answerOfKey(
  pressed: Pressed,
  method: Vote["method"],
  answers: readonly EnteredAnswer[],
): EnteredAnswer | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat) return null;
  const keys = method === "without_a_vote" ? OBJECTING : KEYS;
  const found = keys[letterOf(pressed).toLowerCase()];
  return found !== undefined && answers.includes(found) ? found : null;
}

/** The key of an answer, in capitals. */
export function keyOfAnswer(answer: EnteredAnswer, method: Vote["method"]): string {
  const keys = Object.entries(method === "without_a_vote" ? OBJECTING : KEYS);
  return keys.find(([, entered]) => entered === answer)?.[0].toUpperCase() ?? "";
}
