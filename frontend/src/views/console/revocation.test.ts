import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import TurnTime from "./TurnTime.svelte";

function preparing() {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession({ id: "1", party: "fiji" }, 1));
  const controller = new ConsoleController(client, "2");
  const view = show(TurnTime, {}, client, controller);
  controller.revocation.toggle();
  return { client, controller, view };
}

it("revokes the turn at which it was unfolded, for the reason that was typed", async () => {
  const { client, controller, view } = preparing();
  view.type("revoke-reason", "Over time");
  view.press("revoke");
  expect(client.sentCommands).toEqual([{ type: "floor.revoke", token: 1, reason: "Over time" }]);
  await client.answer();
  expect(controller.panels.unfolded).toBeNull();
});

it("folds when the turn changes, so that Enter does not close the next speaker's microphone", async () => {
  const { client, controller, view } = preparing();
  view.type("revoke-reason", "Over time");
  client.receiveEvent(openSession({ id: "2", party: "chile" }, 2));
  expect(view.find("revoke")).toBeNull();
  expect(controller.panels.unfolded).toBeNull();
  await controller.revocation.send();
  expect(client.sentCommands).toEqual([]);
  controller.revocation.toggle();
  expect(view.field("revoke-reason").value).toBe("");
});
