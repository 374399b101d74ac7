/** The questions of a session as the console shows them. */
import { askerName, byVotes } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";
import type { Command } from "../../wire/frames";
import type { ConsoleController } from "./consoleController.svelte";

type Question = Entities["question"];

/** From so many on, the column has a field to find one. */
export const MANY = 8;

/** In the order of the column: those that wait, then those that are shown; those alone that hold what is sought. */
export function questionsInOrder(controller: ConsoleController) {
  const { model } = controller;
  const oldest = [...model.questions]
    .filter((question) => holds(question, controller.name(question.party), controller.sought))
    .sort((a, b) => Date.parse(a.asked_at) - Date.parse(b.asked_at));
  return {
    pending: oldest.filter(({ state }) => state === "pending"),
    shown: byVotes(
      oldest.filter(({ state }) => state === "approved" || state === "answered"),
      model.votes,
    ),
  };
}

/** The chosen question, unless a search hides it: keys do nothing to what is not seen. */
export function chosenInSight(controller: ConsoleController): Question | null {
  const { pending, shown } = questionsInOrder(controller);
  return [...pending, ...shown].find(({ id }) => id === controller.questionId) ?? null;
}

/** How many wait, whatever is sought. */
export const waitingQuestions = ({ model }: ConsoleController): number =>
  model.questions.filter(({ state }) => state === "pending").length;

/** Whether each word that is sought stands in the text or in who asks. */
export function holds(question: Question, party: string, sought: string): boolean {
  const asker = askerName({ author: question.asked_by, guest: question.guest });
  const text = [question.text, asker, party].join(" ").toLocaleLowerCase();
  return sought
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Does something about a question. One that waited and was chosen leaves the choice to the one behind it, or before it
 *  where it was the last: many are gone through by one key. False where it was refused. */
export async function settle(
  controller: ConsoleController,
  question: string,
  command: Command,
): Promise<boolean> {
  const waiting = questionsInOrder(controller).pending.map(({ id }) => id);
  const here = controller.questionId === question ? waiting.indexOf(question) : -1;
  if (!(await controller.do(`question-${question}`, command))) return false;
  const then = here === -1 ? undefined : (waiting[here + 1] ?? waiting[here - 1]);
  if (then && controller.questionId === question) controller.questionId = then;
  return true;
}
