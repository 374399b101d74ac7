import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import AgendaItems from "./AgendaItems.svelte";
import { ConsoleController } from "./consoleController.svelte";

function opened(item: number) {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  client.receiveEvent({ floor: { 2: { id: "2", agenda: ["Opening", "Finance", "Closing"], item } } });
  const controller = new ConsoleController(client, "2");
  const view = show(AgendaItems, {}, client, controller);
  controller.panels.show("items", true);
  return view;
}

it("begins at the next item, and after the last one at a new item", () => {
  const begins = (view: ReturnType<typeof opened>) =>
    ["take-up-1", "take-up-2", "take-up-3", "item-title"].filter((id) => view.find(id)?.autofocus);
  expect(begins(opened(1))).toEqual(["take-up-2"]);
  expect(begins(opened(3))).toEqual(["item-title"]);
});
