/** Does what a key stands for. */
import { adding } from "./adding";
import type { Act } from "./keys";
import type { Chairing, DropChoice, Ruling } from "./chairing.svelte";
import { chosenInSight, questionsInOrder } from "./questions";

/** Acts that live in a component: they focus a field, or need its media. */
export interface Hands {
  speaker(): void;
  chair(): void;
  sound(): void;
  text(): void;
}

export function performer(chairing: Chairing, hands: Hands): (act: Act) => void {
  const acts: Record<Act, () => unknown> = {
    give: () => chairing.give(chairing.next),
    thank: () => chairing.thank(),
    pause: () => chairing.pause(),
    start_recording: () => chairing.startRecording(),
    extend: () => chairing.extend(30),
    extend_more: () => chairing.extend(60),
    revoke: () => chairing.sitting.turn && chairing.unfold("revoke"),
    recognise: () => chairing.recognise(),
    appeal: () => chairing.sitting.floor?.ruled && chairing.unfold("appeal"),
    choice_1: () => choose(chairing, 0),
    choice_2: () => choose(chairing, 1),
    choice_3: () => choose(chairing, 2),
    choice_4: () => choose(chairing, 3),
    choose_up: () => chairing.choose(-1),
    choose_down: () => chairing.choose(1),
    move_up: () => chairing.moveBy(-1),
    move_down: () => chairing.moveBy(1),
    call: () => chairing.give(chairing.chosen, "row"),
    anyway: () => chairing.callAnyway(),
    later: () => chairing.callLater(),
    withdraw: () => chairing.chosen && chairing.withdraw(chairing.chosen),
    undo: () => chairing.undo(),
    speaker: hands.speaker,
    add: () => chairing.unfold(adding(chairing.sitting.session)),
    list: () => toggleList(chairing),
    replies: () => chairing.turnToReplies(),
    limits: () => chairing.unfold("limits"),
    order: () => void (chairing.over || chairing.unfold("order")),
    question_next: () => chooseQuestion(chairing, 1),
    question_previous: () => chooseQuestion(chairing, -1),
    approve: () => onPending(chairing, (id) => chairing.onQuestion("question.approve", id)),
    dismiss: () => onPending(chairing, (id) => (chairing.dismissing = id)),
    pin: () => pin(chairing),
    answered: () => answered(chairing),
    side: () => chairing.sides.turn(matchMedia("(width < 1280px)").matches),
    roll: () => chairing.callRoll(),
    chair: hands.chair,
    seat: () => chairing.unfold("seat"),
    sound: hands.sound,
    session: () => turnSession(chairing),
    close_session: () => chairing.unfold("close"),
    text: hands.text,
    keys: () => chairing.unfold("keys"),
  };
  return (act) => void acts[act]();
}

/** The digits are what the band under the clock offers, in its order. */
function choose(chairing: Chairing, place: number): void {
  const ruling = RULINGS[place];
  if (chairing.hearing) return void (ruling && chairing.rule(ruling));
  if (chairing.moving) return [() => chairing.ballot.put(), () => chairing.ballot.endMotion()][place]?.();
  const choice = DROP_CHOICES[place];
  if (choice && mayChoose(choice, chairing)) chairing.onDrop(choice);
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
export const mayChoose = (choice: DropChoice, { sitting, dropped }: Chairing): boolean =>
  choice !== "floor.play_recording" || sitting.conference.party(dropped?.party)?.has_recording === true;

function toggleList(chairing: Chairing): void {
  if (chairing.sitting.floor?.list_state === "open") chairing.closeList();
  else void chairing.openList(null);
}

function chooseQuestion(chairing: Chairing, step: 1 | -1): void {
  const { pending, shown } = questionsInOrder(chairing);
  const all = [...pending, ...shown.filter(({ state }) => state === "approved")];
  const here = all.findIndex(({ id }) => id === chairing.questionId);
  const place = here === -1 ? (step > 0 ? 0 : all.length - 1) : here + step;
  chairing.questionId = (all[place] ?? all[here])?.id ?? null;
  chairing.sides.show("questions");
}

/** Without a chosen question in sight the oldest that waits is meant. */
function onPending(chairing: Chairing, act: (id: string) => void): void {
  const meant = chosenInSight(chairing) ?? questionsInOrder(chairing).pending[0];
  if (meant?.state === "pending") act(meant.id);
}

function pin(chairing: Chairing): void {
  const meant = chosenInSight(chairing);
  if (meant?.state !== "approved") return;
  chairing.onQuestion(meant.pinned ? "question.unpin" : "question.pin", meant.id);
}

function answered(chairing: Chairing): void {
  const meant = chosenInSight(chairing);
  if (meant?.state === "approved") chairing.onQuestion("question.answer", meant.id);
}

function turnSession(chairing: Chairing): void {
  switch (chairing.sitting.session?.state) {
    case "scheduled":
      return void chairing.session("session.open");
    case "suspended":
      return void chairing.session("session.resume");
    case "open":
      return chairing.unfold("suspend");
  }
}
