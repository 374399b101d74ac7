/** The reason for the next act goes with one act that takes one, and with no other (FL8). */
import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import UndoLine from "./UndoLine.svelte";

const MOVE = { type: "floor.move", entry: "1", moves: 0, before: null, before_moves: null } as const;

function presiding() {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession({ id: "1" }));
  return { client, controller: new ConsoleController(client, "2") };
}

it("is typed once and goes with the next act alone", async () => {
  const { client, controller } = presiding();
  const view = show(UndoLine, {}, client, controller);
  controller.commands.reason.asked = true;
  view.type("act-reason", " A flight. ");
  void controller.commands.send("row", MOVE);
  await client.answer();
  void controller.commands.send("row", MOVE);
  await client.answer();
  expect(client.sentCommands).toEqual([{ ...MOVE, reason: "A flight." }, MOVE]);
  expect(view.find("act-reason")).toBeNull();
});

it("waits for an act that takes a reason, and stays if that is refused", async () => {
  const { client, controller } = presiding();
  controller.commands.reason.asked = true;
  controller.commands.reason.text = "A flight.";
  const thanked = { type: "floor.end", token: 1 } as const;
  void controller.commands.send("thank", thanked);
  await client.answer();
  void controller.commands.send("row", MOVE);
  await client.answer("floor.list_changed");
  expect(client.sentCommands).toEqual([thanked, { ...MOVE, reason: "A flight." }]);
  expect(controller.commands.reason.text).toBe("A flight.");
});

it("is dropped by Escape", () => {
  const { controller } = presiding();
  controller.commands.reason.asked = true;
  controller.commands.reason.text = "A flight.";
  controller.fold();
  expect([controller.commands.reason.text, controller.commands.reason.asked]).toEqual(["", false]);
});
