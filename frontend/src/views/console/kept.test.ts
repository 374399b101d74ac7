/** Values that are typed or chosen at the console belong to what they were typed for, and show the server's state. */
import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { CommandRunner } from "../../components/commandRunner.svelte";
import { SessionModel, type Entry } from "../../state/sessionModel.svelte";
import { OutputListening } from "../../media/outputListening.svelte";
import HallSoundPanel from "../desk/HallSoundPanel.svelte";
import { ConsoleController } from "./consoleController.svelte";
import ChosenEntry from "./ChosenEntry.svelte";
import LimitsForm from "./LimitsForm.svelte";
import MainActs from "./MainActs.svelte";
import ReaderChoice from "./ReaderChoice.svelte";
import SuspendForm from "./SuspendForm.svelte";

const FIJI = { party: "fiji", roles: ["delegate" as const], simulated: false, theme: "" };

function presiding() {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  const people = { a: { ...FIJI, id: "a", name: "Ana" }, b: { ...FIJI, id: "b", name: "Ben" } };
  client.receiveEvent({ participant: people }, null, {}, "conference/1");
  return { client, controller: new ConsoleController(client, "2") };
}

it("keeps the reason of a refused suspension", async () => {
  const { client, controller } = presiding();
  controller.panels.toggle("suspend");
  const view = show(SuspendForm, {}, client, controller);
  view.type("session-suspend-reason", "Lunch");
  view.press("session-suspend-confirm");
  await client.answer("session.wrong_state");
  expect(view.field("session-suspend-reason").value).toBe("Lunch");
  view.press("session-suspend-confirm");
  await client.answer();
  controller.panels.toggle("suspend");
  expect(view.field("session-suspend-reason").value).toBe("");
});

it("does not keep the figures of one vote for the next", () => {
  const { client, controller } = presiding();
  const view = show(MainActs, {}, client, controller);
  const vote = {
    subject: "motion" as const,
    party: "fiji",
    motion: "closure_of_list" as const,
    method: "show_of_hands" as const,
    carried: null,
    closed_at: null,
    roll: [],
  };
  client.receiveEvent({ vote: { 1: { id: "1", ...vote } } });
  view.type("vote-in_favour", "12");
  client.receiveEvent({ vote: { 2: { id: "2", ...vote } } }, null, { vote: ["1"] });
  expect(view.field("vote-in_favour").value).toBe("");
});

it("sends the text that was typed for a point of order with its ruling, and not with the next", async () => {
  const { client, controller } = presiding();
  client.receiveEvent(openSession({ id: "1", kind: "point_of_order" }));
  controller.pointOfOrder.text = "Rule 12";
  void controller.pointOfOrder.rule("not_upheld");
  await client.answer("floor.token_changed");
  expect(controller.pointOfOrder.text).toBe("Rule 12");
  client.receiveEvent(openSession({ id: "2", kind: "point_of_order" }));
  expect(controller.pointOfOrder.text).toBe("");
});

it("resets a choice that was refused", async () => {
  const { client, controller } = presiding();
  const entry = { id: "1", party: "fiji", mode: "live", speaker: "a", place: "remote" };
  const props = { entry: entry as Entry };
  const view = show(ChosenEntry, props, client, controller);
  view.choose("speaker-1", "b");
  await client.answer("floor.entry_gone");
  expect(view.field("speaker-1").value).toBe("a");
  const reader = { entry: "1", party: "fiji", reader: "b", at: "row", unnamed: "-" };
  const reading = show(ReaderChoice, reader, client, controller);
  reading.choose("reader-1", "a");
  await client.answer("floor.not_a_reader");
  expect(reading.field("reader-1").value).toBe("b");
});

it("resets a refused choice of where remote speakers are played", async () => {
  const { client } = presiding();
  const model = new SessionModel(client, "2");
  const listening = new OutputListening(client, "2", { silent: true });
  const props = {
    listening,
    model,
    acts: new CommandRunner(client, model.stream),
    player: "desk-1",
    mix: null,
  };
  const view = show(HallSoundPanel, props, client);
  view.press("play-here");
  await client.answer("wire.forbidden");
  expect([view.field("play-here").checked, view.field("play-screen").checked]).toEqual([false, true]);
});

it("sets the budget, and not the figures above it, if Enter is pressed in its field", () => {
  const { client, controller } = presiding();
  const view = show(LimitsForm, {}, client, controller);
  view.type("budget-minutes", "90");
  view
    .field("budget-minutes")
    .dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  expect(client.sentCommands).toEqual([{ type: "floor.set_budget", minutes: 90, seen: 0 }]);
});
