/** What each key does, and when it does something: for the keyboard and for the palette. */
import { carriedActs } from "./carried";
import { panelToAdd } from "./panelToAdd";
import type { KeyAct } from "./keys";
import type { ConsoleController } from "./consoleController.svelte";
import { RULINGS } from "./pointOfOrder.svelte";
import { t } from "./texts";
import { DROP_CHOICES } from "./turnControl";

/** Acts that a component does, because they need its media or move the focus in it. */
export interface ComponentActs {
  chair(): void;
  sound(): void;
  text(): void;
}

/** What a key does, and a row of the palette. */
export interface ConsoleAct {
  do: () => unknown;
  /** Whether it does something now; if not given, always. */
  may?: () => unknown;
}

export type ConsoleActs = Record<KeyAct, ConsoleAct>;

export function makeActs(controller: ConsoleController, componentActs: ComponentActs): ConsoleActs {
  const { commands, granting, model, panels, pollColumn, questionColumn, selection, sides } = controller;
  const { sessionControl, speakersList, turnControl } = controller;
  const isOpen = () => model.session?.state === "open";
  const hasBegun = () => isOpen() || model.session?.state === "suspended";
  const goesOn = () => !model.isClosed;
  const turn = () => model.turn && goesOn();
  const chosen = (...states: string[]) => states.includes(questionColumn.chosen?.state ?? "");
  const onTurn = (act: () => unknown): ConsoleAct => ({ do: act, may: turn });
  const onEntry = (act: () => unknown): ConsoleAct => ({ do: act, may: () => selection.entry && goesOn() });
  const choice = (place: number): ConsoleAct => ({
    do: () => choicesNow(controller)[place]?.do(),
    may: () => choicesNow(controller)[place],
  });
  return {
    give: { do: () => granting.giveFloor(model.nextSpeaker), may: () => model.nextSpeaker && isOpen() },
    thank: { do: () => turnControl.thank(), may: () => turn() && !controller.isResting },
    pause: onTurn(() => turnControl.pause()),
    start_playback: { do: () => turnControl.startPlayback(), may: () => model.turn?.introducing },
    extend: onTurn(() => turnControl.extend(30)),
    extend_more: onTurn(() => turnControl.extend(60)),
    revoke: onTurn(() => model.turn && controller.revocation.toggle()),
    recognise: { do: () => granting.recognise(), may: () => model.recognisable && isOpen() },
    appeal: {
      do: () => model.floor?.ruled && panels.toggle("appeal"),
      may: () => model.floor?.ruled && goesOn(),
    },
    choice_1: choice(0),
    choice_2: choice(1),
    choice_3: choice(2),
    choice_4: choice(3),
    choose_up: { do: () => selection.step(-1) },
    choose_down: { do: () => selection.step(1) },
    move_up: onEntry(() => selection.moveBy(-1)),
    move_down: onEntry(() => selection.moveBy(1)),
    call: onEntry(() => granting.giveFloor(selection.entry, "row")),
    anyway: {
      do: () => granting.grantAnyway(),
      may: () => granting.unreadyEntry ?? granting.entryThatCuts,
    },
    later: { do: () => granting.callLater(), may: () => granting.unreadyEntry ?? selection.entry },
    withdraw: onEntry(() => selection.entry && speakersList.withdraw(selection.entry)),
    undo: { do: () => commands.undo(), may: () => commands.lastStep },
    reason: { do: () => model.isClosed || (commands.reason.asked = true), may: goesOn },
    speaker: onEntry(() => selection.speakerField?.focus()),
    add: { do: () => panels.toggle(panelToAdd(model.session)), may: goesOn },
    list: { do: () => toggleList(controller), may: goesOn },
    replies: { do: () => speakersList.turnToReplies(), may: () => model.replies.length > 0 },
    limits: { do: () => panels.toggle("limits"), may: goesOn },
    items: { do: () => void (model.isClosed || panels.toggle("items")), may: goesOn },
    order: { do: () => void (model.isClosed || panels.toggle("order")), may: goesOn },
    question_next: { do: () => questionColumn.step(1) },
    question_previous: { do: () => questionColumn.step(-1) },
    approve: { do: () => approve(controller), may: () => questionColumn.nextPending },
    dismiss: { do: () => dismiss(controller), may: () => questionColumn.nextPending },
    pin: { do: () => pin(controller), may: () => chosen("approved", "answering") },
    answered: { do: () => answered(controller), may: () => chosen("approved", "answering") },
    take_up: { do: () => takeUp(controller), may: () => chosen("approved") },
    merge: { do: () => merge(controller), may: () => chosen("pending", "approved") },
    claim: { do: () => claim(controller), may: () => questionColumn.chosen },
    poll_new: { do: () => pollColumn.toggleNewForm(), may: goesOn },
    poll_turn: { do: () => pollColumn.openOrAskToClose(), may: goesOn },
    poll_screen: { do: () => pollColumn.toggleScreen(), may: goesOn },
    side: { do: () => sides.showNext() },
    roll: { do: () => sessionControl.toggleRollCall(), may: goesOn },
    chair: { do: componentActs.chair, may: goesOn },
    seat: { do: () => panels.toggle("seat"), may: goesOn },
    sound: { do: componentActs.sound },
    session: { do: () => turnSession(controller), may: goesOn },
    close_session: { do: () => unfold(controller, "close"), may: hasBegun },
    adjourn: { do: () => unfold(controller, "adjourn"), may: hasBegun },
    text: { do: componentActs.text, may: () => model.turn?.mode === "read_out" },
    palette: { do: () => panels.toggle("palette") },
    keys: { do: () => panels.toggle("keys") },
  };
}

/** What the digits choose: the acts of the matter in hand, in their order. */
export function choicesNow(controller: ConsoleController): { label: string; do: () => unknown }[] {
  const { model, pointOfOrder, voteCommands, turnControl, panels } = controller;
  if (model.heardOrder)
    return RULINGS.map((ruling) => ({ label: t(`order.${ruling}`), do: () => pointOfOrder.rule(ruling) }));
  if (model.isVoting) return [{ label: t("vote.close"), do: () => voteCommands.close() }];
  const { appellant } = model;
  if (appellant)
    return model.session?.state === "open"
      ? [{ label: t("vote.put"), do: () => voteCommands.appeal(appellant) }]
      : [];
  if (model.debated && !model.droppedTurn)
    return [
      { label: t("vote.put"), do: () => voteCommands.putMotion() },
      { label: t("motion.withdrawn"), do: () => voteCommands.endMotion() },
      { label: t("motion.rule_out"), do: () => panels.toggle("rule_out") },
    ];
  if (!model.droppedTurn) return carriedActs(controller);
  return DROP_CHOICES.map((choice) => ({
    label: t(`drop.${choice}`),
    do: () => turnControl.mayChoose(choice) && turnControl.choose(choice),
  }));
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
