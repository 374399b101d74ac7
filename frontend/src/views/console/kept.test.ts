/** What is typed or chosen at the console belongs to what it was typed for, and shows what is the case. */
import { expect, it } from "vitest";
import { HandheldHall, opened } from "../../testing/hall";
import { show } from "../../testing/view";
import { Acts } from "../staff/acts.svelte";
import { Sitting } from "../staff/sitting.svelte";
import { Playing } from "../desk/playing.svelte";
import IntoTheRoom from "../desk/IntoTheRoom.svelte";
import { Chairing } from "./chairing.svelte";
import ChosenEntry from "./ChosenEntry.svelte";
import Limits from "./Limits.svelte";
import ReaderChoice from "./ReaderChoice.svelte";
import SessionState from "./SessionState.svelte";
import Voting from "./Voting.svelte";

const FIJI = { party: "fiji", roles: ["delegate" as const], simulated: false, theme: "" };

function presiding() {
  const hall = new HandheldHall({ roles: ["moderator"], party: null });
  hall.tell(opened());
  const people = { a: { ...FIJI, id: "a", name: "Ana" }, b: { ...FIJI, id: "b", name: "Ben" } };
  hall.tell({ participant: people }, null, {}, "conference/1");
  return { hall, chairing: new Chairing(hall, "2") };
}

it("keeps the reason of a suspension that was refused", async () => {
  const { hall, chairing } = presiding();
  chairing.unfold("suspend");
  const view = show(SessionState, {}, hall, chairing);
  view.type("session-suspend-reason", "Lunch");
  view.press("session-suspend-confirm");
  await hall.answer("session.wrong_state");
  expect(view.field("session-suspend-reason").value).toBe("Lunch");
  view.press("session-suspend-confirm");
  await hall.answer();
  chairing.unfold("suspend");
  expect(view.field("session-suspend-reason").value).toBe("");
});

it("does not enter the figures of one vote for the next", () => {
  const { hall, chairing } = presiding();
  const view = show(Voting, {}, hall, chairing);
  const vote = {
    subject: "motion" as const,
    party: "fiji",
    motion: "closure_of_list" as const,
    carried: null,
  };
  hall.tell({ vote: { 1: { id: "1", ...vote } } });
  view.type("vote-in_favour", "12");
  hall.tell({ vote: { 2: { id: "2", ...vote } } }, null, { vote: ["1"] });
  expect(view.field("vote-in_favour").value).toBe("");
});

it("says with a ruling what was typed for that point of order, and nothing with the next", async () => {
  const { hall, chairing } = presiding();
  hall.tell(opened({ id: "1", kind: "point_of_order" }));
  chairing.rulingText = "Rule 12";
  void chairing.rule("overruled");
  await hall.answer("floor.token_changed");
  expect(chairing.rulingText).toBe("Rule 12");
  hall.tell(opened({ id: "2", kind: "point_of_order" }));
  expect(chairing.rulingText).toBe("");
});

it("puts a choice back that was refused", async () => {
  const { hall, chairing } = presiding();
  const entry = { id: "1", party: "fiji", mode: "live", speaker: "a", place: "remote" };
  const props = { entry: entry as Chairing["chosen"] & object };
  const view = show(ChosenEntry, props, hall, chairing);
  view.choose("speaker-1", "b");
  await hall.answer("floor.entry_gone");
  expect(view.field("speaker-1").value).toBe("a");
  const reader = { entry: "1", party: "fiji", reader: "b", at: "row", unnamed: "-" };
  const reading = show(ReaderChoice, reader, hall, chairing);
  reading.choose("reader-1", "a");
  await hall.answer("floor.not_a_reader");
  expect(reading.field("reader-1").value).toBe("b");
});

it("puts the choice of where those far away are played back too", async () => {
  const { hall } = presiding();
  const sitting = new Sitting(hall, "2");
  const listening = new Playing(hall, "2", { silent: true });
  const props = { listening, sitting, acts: new Acts(hall, sitting.stream), player: "desk-1", mix: null };
  const view = show(IntoTheRoom, props, hall);
  view.press("play-here");
  await hall.answer("wire.forbidden");
  expect([view.field("play-here").checked, view.field("play-screen").checked]).toEqual([false, true]);
});

it("sets the budget, and not the figures above it, where Enter is pressed in its field", () => {
  const { hall, chairing } = presiding();
  const view = show(Limits, {}, hall, chairing);
  view.type("budget-minutes", "90");
  view
    .field("budget-minutes")
    .dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  expect(hall.asked).toEqual([{ type: "floor.set_budget", minutes: 90, seen: 0 }]);
});
