/** Performs the act of a key. */
import { carriedActs } from "./carried";
import { panelToAdd } from "./panelToAdd";
import type { KeyAct } from "./keys";
import type { ConsoleController } from "./consoleController.svelte";
import { RULINGS } from "./pointOfOrder.svelte";
import { DROP_CHOICES } from "./turnControl";

/** Acts that a component does, because they focus a field or need its media. */
export interface ComponentActs {
  speaker(): void;
  chair(): void;
  sound(): void;
  text(): void;
}

export function makeKeyHandler(
  controller: ConsoleController,
  componentActs: ComponentActs,
): (act: KeyAct) => void {
  const acts: Record<KeyAct, () => unknown> = {
    give: () => controller.granting.giveFloor(controller.model.nextSpeaker),
    thank: () => controller.turnControl.thank(),
    pause: () => controller.turnControl.pause(),
    start_playback: () => controller.turnControl.startPlayback(),
    extend: () => controller.turnControl.extend(30),
    extend_more: () => controller.turnControl.extend(60),
    revoke: () => controller.model.turn && controller.revocation.toggle(),
    recognise: () => controller.granting.recognise(),
    appeal: () => controller.model.floor?.ruled && controller.panels.toggle("appeal"),
    choice_1: () => choose(controller, 0),
    choice_2: () => choose(controller, 1),
    choice_3: () => choose(controller, 2),
    choice_4: () => choose(controller, 3),
    choose_up: () => controller.selection.step(-1),
    choose_down: () => controller.selection.step(1),
    move_up: () => controller.selection.moveBy(-1),
    move_down: () => controller.selection.moveBy(1),
    call: () => controller.granting.giveFloor(controller.selection.entry, "row"),
    anyway: () => controller.granting.grantAnyway(),
    later: () => controller.granting.callLater(),
    withdraw: () =>
      controller.selection.entry && controller.speakersList.withdraw(controller.selection.entry),
    undo: () => controller.commands.undo(),
    reason: () => controller.model.isClosed || (controller.commands.reason.asked = true),
    speaker: componentActs.speaker,
    add: () => controller.panels.toggle(panelToAdd(controller.model.session)),
    list: () => toggleList(controller),
    replies: () => controller.speakersList.turnToReplies(),
    limits: () => controller.panels.toggle("limits"),
    items: () => void (controller.model.isClosed || controller.panels.toggle("items")),
    order: () => void (controller.model.isClosed || controller.panels.toggle("order")),
    question_next: () => controller.questionColumn.step(1),
    question_previous: () => controller.questionColumn.step(-1),
    approve: () => approve(controller),
    dismiss: () => dismiss(controller),
    pin: () => pin(controller),
    answered: () => answered(controller),
    take_up: () => takeUp(controller),
    merge: () => merge(controller),
    claim: () => claim(controller),
    poll_new: () => controller.pollColumn.toggleNewForm(),
    poll_turn: () => controller.pollColumn.openOrAskToClose(),
    poll_screen: () => controller.pollColumn.toggleScreen(),
    side: () => controller.sides.showNext(matchMedia("(width < 1280px)").matches),
    roll: () => controller.sessionControl.toggleRollCall(),
    chair: componentActs.chair,
    seat: () => controller.panels.toggle("seat"),
    sound: componentActs.sound,
    session: () => turnSession(controller),
    close_session: () => unfold(controller, "close"),
    adjourn: () => unfold(controller, "adjourn"),
    text: componentActs.text,
    keys: () => controller.panels.toggle("keys"),
  };
  return (act) => void acts[act]();
}

/** The digits choose what the band under the clock offers, in its order. */
function choose(controller: ConsoleController, place: number): void {
  const { model, pointOfOrder, voteCommands, turnControl, panels } = controller;
  const ruling = RULINGS[place];
  if (model.heardOrder) return void (ruling && pointOfOrder.rule(ruling));
  if (model.isVoting) return void (place === 0 && voteCommands.close());
  if (model.appellant)
    return void (place === 0 && model.session?.state === "open" && voteCommands.appeal(model.appellant));
  if (model.debated && !model.droppedTurn)
    return [() => voteCommands.putMotion(), () => voteCommands.endMotion(), () => panels.toggle("rule_out")][
      place
    ]?.();
  if (!model.droppedTurn) carriedActs(controller)[place]?.do();
  const choice = DROP_CHOICES[place];
  if (choice && turnControl.mayChoose(choice)) turnControl.choose(choice);
}

function toggleList({ model, speakersList }: ConsoleController): void {
  if (model.floor?.list_state === "open") speakersList.close();
  else void speakersList.open(null);
}

function approve({ questionColumn }: ConsoleController): void {
  const question = questionColumn.nextPending;
  if (question) questionColumn.approve(question.id);
}

function dismiss({ questionColumn }: ConsoleController): void {
  const question = questionColumn.nextPending;
  if (question) questionColumn.open("dismiss", question.id);
}

function pin({ questionColumn }: ConsoleController): void {
  const question = questionColumn.chosen;
  if (question?.state === "approved" || question?.state === "answering") questionColumn.pin(question);
}

function answered({ questionColumn }: ConsoleController): void {
  const question = questionColumn.chosen;
  if (question?.state === "approved" || question?.state === "answering") questionColumn.answer(question.id);
}

function takeUp({ questionColumn }: ConsoleController): void {
  const question = questionColumn.chosen;
  if (question?.state === "approved") questionColumn.takeUp(question.id);
}

function merge({ questionColumn }: ConsoleController): void {
  const question = questionColumn.chosen;
  if (question?.state === "pending" || question?.state === "approved")
    questionColumn.open("merge", question.id);
}

function claim({ questionColumn }: ConsoleController): void {
  if (questionColumn.chosen) questionColumn.claim(questionColumn.chosen);
}

/** A session that was opened, and is not closed, can be closed or adjourned. */
function unfold({ model, panels }: ConsoleController, panel: "close" | "adjourn"): void {
  if (model.session?.state === "open" || model.session?.state === "suspended") panels.toggle(panel);
}

function turnSession({ model, sessionControl, panels }: ConsoleController): void {
  switch (model.session?.state) {
    case "scheduled":
      return void sessionControl.open();
    case "suspended":
      return void sessionControl.resume();
    case "open":
      return panels.toggle("suspend");
  }
}
