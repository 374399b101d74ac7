/** Does what a key stands for. */
import { adding } from "./adding";
import type { Act } from "./keys";
import type { ConsoleController, DropChoice, Ruling } from "./consoleController.svelte";
import { chosenInSight, questionsInOrder } from "./questions";

/** Acts that live in a component: they focus a field, or need its media. */
export interface Hands {
  speaker(): void;
  chair(): void;
  sound(): void;
  text(): void;
}

export function performer(controller: ConsoleController, hands: Hands): (act: Act) => void {
  const acts: Record<Act, () => unknown> = {
    give: () => controller.give(controller.next),
    thank: () => controller.thank(),
    pause: () => controller.pause(),
    start_playback: () => controller.startRecording(),
    extend: () => controller.extend(30),
    extend_more: () => controller.extend(60),
    revoke: () => controller.model.turn && controller.unfold("revoke"),
    recognise: () => controller.recognise(),
    appeal: () => controller.model.floor?.ruled && controller.unfold("appeal"),
    choice_1: () => choose(controller, 0),
    choice_2: () => choose(controller, 1),
    choice_3: () => choose(controller, 2),
    choice_4: () => choose(controller, 3),
    choose_up: () => controller.choose(-1),
    choose_down: () => controller.choose(1),
    move_up: () => controller.moveBy(-1),
    move_down: () => controller.moveBy(1),
    call: () => controller.give(controller.chosen, "row"),
    anyway: () => controller.callAnyway(),
    later: () => controller.callLater(),
    withdraw: () => controller.chosen && controller.withdraw(controller.chosen),
    undo: () => controller.undo(),
    speaker: hands.speaker,
    add: () => controller.unfold(adding(controller.model.session)),
    list: () => toggleList(controller),
    replies: () => controller.turnToReplies(),
    limits: () => controller.unfold("limits"),
    order: () => void (controller.over || controller.unfold("order")),
    question_next: () => chooseQuestion(controller, 1),
    question_previous: () => chooseQuestion(controller, -1),
    approve: () => onPending(controller, (id) => controller.onQuestion("question.approve", id)),
    dismiss: () => onPending(controller, (id) => (controller.dismissing = id)),
    pin: () => pin(controller),
    answered: () => answered(controller),
    side: () => controller.sides.turn(matchMedia("(width < 1280px)").matches),
    roll: () => controller.callRoll(),
    chair: hands.chair,
    seat: () => controller.unfold("seat"),
    sound: hands.sound,
    session: () => turnSession(controller),
    close_session: () => controller.unfold("close"),
    text: hands.text,
    keys: () => controller.unfold("keys"),
  };
  return (act) => void acts[act]();
}

/** The digits are what the band under the clock offers, in its order. */
function choose(controller: ConsoleController, place: number): void {
  const ruling = RULINGS[place];
  if (controller.hearing) return void (ruling && controller.rule(ruling));
  if (controller.moving)
    return [() => controller.ballot.put(), () => controller.ballot.endMotion()][place]?.();
  const choice = DROP_CHOICES[place];
  if (choice && mayChoose(choice, controller)) controller.onDrop(choice);
}

/** The rulings on a point of order, in the order of their keys (FL13). */
export const RULINGS: readonly Ruling[] = ["upheld", "overruled", "noted"];

/** What may be done where the holder's line is gone, in the order of its keys (FL20). */
export const DROP_CHOICES: readonly DropChoice[] = [
  "floor.wait",
  "floor.play_recording",
  "floor.read_out",
  "floor.return_to_list",
];

/** A recording is offered where there is one. */
export const mayChoose = (choice: DropChoice, { model, dropped }: ConsoleController): boolean =>
  choice !== "floor.play_recording" || model.conference.party(dropped?.party)?.has_recording === true;

function toggleList(controller: ConsoleController): void {
  if (controller.model.floor?.list_state === "open") controller.closeList();
  else void controller.openList(null);
}

function chooseQuestion(controller: ConsoleController, step: 1 | -1): void {
  const { pending, shown } = questionsInOrder(controller);
  const all = [...pending, ...shown.filter(({ state }) => state === "approved")];
  const here = all.findIndex(({ id }) => id === controller.questionId);
  const place = here === -1 ? (step > 0 ? 0 : all.length - 1) : here + step;
  controller.questionId = (all[place] ?? all[here])?.id ?? null;
  controller.sides.show("questions");
}

/** Without a chosen question in sight the oldest that waits is meant. */
function onPending(controller: ConsoleController, act: (id: string) => void): void {
  const meant = chosenInSight(controller) ?? questionsInOrder(controller).pending[0];
  if (meant?.state === "pending") act(meant.id);
}

function pin(controller: ConsoleController): void {
  const meant = chosenInSight(controller);
  if (meant?.state !== "approved") return;
  controller.onQuestion(meant.pinned ? "question.unpin" : "question.pin", meant.id);
}

function answered(controller: ConsoleController): void {
  const meant = chosenInSight(controller);
  if (meant?.state === "approved") controller.onQuestion("question.answer", meant.id);
}

function turnSession(controller: ConsoleController): void {
  switch (controller.model.session?.state) {
    case "scheduled":
      return void controller.session("session.open");
    case "suspended":
      return void controller.session("session.resume");
    case "open":
      return controller.unfold("suspend");
  }
}
