/** How what a moderator does with questions is undone. Pure. */
import type { QuestionPolicy } from "../../state/questionPolicy";
import type { Entities } from "../../state/store.svelte";
import type { Command } from "../../wire/frames";
import { step, type Step, type UndoableState } from "./undoStep";

type Question = Entities["question"];

const DECIDED = {
  "question.approve": "approved",
  "question.dismiss": "dismissed",
  "question.merge": "merged",
  "question.pin": "pinned",
  "question.unpin": "unpinned",
  "question.begin_answer": "took_up",
  "question.answer": "answered",
  "question.write_answer": "wrote_answer",
  "question.defer": "deferred",
  "question.edit": "edited",
  "question.label": "labelled",
  "question.restore": "restored",
} as const;

type DecisionOnQuestion = Extract<Command, { type: keyof typeof DECIDED }>;

/** Null if the command is not about questions, or cannot be undone. */
export function undoOfQuestions(command: Command, before: UndoableState, after: UndoableState): Step | null {
  switch (command.type) {
    case "question.block":
      return step("blocked", { type: "question.unblock", question: command.question });
    case "question.unblock":
      return step("unblocked", { type: "question.block", question: command.question });
    case "question.offer_floor":
      return step("offered", { type: "question.withdraw_offer", question: command.question });
    case "question.withdraw_offer":
      return step("took_offer_back", { type: "question.offer_floor", question: command.question });
    case "question.arrange":
      return step("arranged", orderBefore(before, after));
    case "question.set_policy":
      return policyBefore(command, before, after);
    default:
      return command.type in DECIDED ? questionBefore(command as DecisionOnQuestion, before, after) : null;
  }
}

/** Whether the questions that come next are those that a command's sender saw. */
export const sameOrder = (seen: readonly string[], { policy }: UndoableState): boolean =>
  seen.join() === policy.next_up.join();

const orderBefore = (before: UndoableState, after: UndoableState): Command => ({
  type: "question.arrange",
  next_up: [...before.policy.next_up],
  seen: [...after.policy.next_up],
});

type SetPolicy = Extract<Command, { type: "question.set_policy" }>;

/** Restores the settings that the command changed. Refused if another moderator changed one of them since. */
function policyBefore(command: SetPolicy, before: UndoableState, after: UndoableState): Step {
  const set = Object.keys(command).filter((name) => name !== "type" && name !== "seen");
  const those = ({ policy }: UndoableState): Partial<QuestionPolicy> =>
    Object.fromEntries(set.map((name) => [name, policy[name as keyof QuestionPolicy]]));
  return step("policy", { type: command.type, ...those(before), seen: those(after) } as SetPolicy);
}

function questionBefore(
  command: DecisionOnQuestion,
  before: UndoableState,
  after: UndoableState,
): Step | null {
  const was = before.questions.find((question) => question.id === command.question);
  const inverse = was && backTo(command, was, before.questions);
  if (!inverse) return null;
  // A decision takes the question out of those that come next.
  const left = before.policy.next_up.includes(was.id) && !after.policy.next_up.includes(was.id);
  return step(DECIDED[command.type], ...inverse, ...(left ? [orderBefore(before, after)] : []));
}

function backTo(
  command: DecisionOnQuestion,
  was: Question,
  questions: readonly Question[],
): Command[] | null {
  const question = was.id;
  const pin: Command[] = was.pinned ? [{ type: "question.pin", question }] : [];
  switch (command.type) {
    case "question.approve":
      return [{ type: "question.restore", question }];
    case "question.dismiss":
      return was.state === "pending"
        ? [{ type: "question.restore", question }]
        : [{ type: "question.approve", question }, ...afterApproval(was)];
    case "question.merge":
      return [{ type: "question.restore", question }, ...pin];
    case "question.pin": {
      const pinned = questions.find((one) => one.pinned && one.id !== question);
      return [pinned ? { type: "question.pin", question: pinned.id } : { type: "question.unpin", question }];
    }
    case "question.unpin":
      return [{ type: "question.pin", question }];
    case "question.begin_answer": {
      const before = questions.find((one) => one.state === "answering");
      const again: Command[] = before
        ? [
            { type: "question.restore", question: before.id },
            { type: "question.begin_answer", question: before.id },
          ]
        : [];
      return [{ type: "question.restore", question }, ...again];
    }
    case "question.answer":
    case "question.defer":
      return [{ type: "question.restore", question }, ...afterApproval(was)];
    case "question.write_answer":
      return answerBefore(was);
    case "question.edit":
      return [{ type: "question.edit", question, text: was.text, seen: command.text.trim() }];
    case "question.label":
      return [{ type: "question.label", question, labels: was.labels }];
    case "question.restore":
      return decisionBefore(was);
  }
}

/** Takes the decision again that was taken back. Null if the turn in which it was answered is forgotten then. */
function decisionBefore(was: Question): Command[] | null {
  const question = was.id;
  const pin: Command[] = was.pinned ? [{ type: "question.pin", question }] : [];
  switch (was.state) {
    case "approved":
      return [{ type: "question.approve", question }, ...pin];
    case "answering":
      return [{ type: "question.begin_answer", question }, ...pin];
    case "deferred":
      return [{ type: "question.defer", question, reason: was.reason }];
    case "dismissed":
      return [{ type: "question.dismiss", question, reason: was.reason }];
    case "merged":
      return was.merged_into ? [{ type: "question.merge", question, into: was.merged_into }] : null;
    case "answered":
      return forgetsTurn(was) ? null : [{ type: "question.write_answer", question, answer: was.answer }];
    default:
      return null;
  }
}

/** Whether taking the decision back forgets when a question was answered in the room. */
export const forgetsTurn = ({ state, answer_kind: kind }: Question): boolean =>
  state === "answered" && kind !== "written";

/** The commands that bring an approved question to the state in which it was. */
function afterApproval(was: Question): Command[] {
  const question = was.id;
  const pin: Command[] = was.pinned ? [{ type: "question.pin", question }] : [];
  if (was.state === "answering") return [{ type: "question.begin_answer", question }, ...pin];
  if (was.state === "deferred") return [{ type: "question.defer", question, reason: was.reason }];
  return pin;
}

/** Null if the question was answered in the room: a written answer is then replaced, and cannot be taken away. */
function answerBefore(was: Question): Command[] | null {
  const question = was.id;
  if (was.state === "answered")
    return was.answer ? [{ type: "question.write_answer", question, answer: was.answer }] : null;
  const restore: Command = { type: "question.restore", question };
  return was.state === "pending" ? [restore, restore] : [restore, ...afterApproval(was)];
}
