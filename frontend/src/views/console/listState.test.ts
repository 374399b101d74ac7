/** The head of the list: what stands in it, and what waits in its menu. */
import { expect, it } from "vitest";
import { ManualClient, openSession, TURN } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import ListState from "./ListState.svelte";

function shown() {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession(TURN));
  const view = show(ListState, { simulated: false }, client, new ConsoleController(client, "2"));
  const isInMenu = (testid: string) => {
    view.text();
    return view.find(testid)?.closest("[popover]") != null;
  };
  return { client, view, isInMenu };
}

it("keeps adding to the list in its menu while the list rests", () => {
  const { client, isInMenu } = shown();
  expect(isInMenu("add-party")).toBe(false);
  client.receiveEvent(openSession({ ...TURN, kind: "point_of_order" }));
  expect(isInMenu("add-party")).toBe(true);
  client.receiveEvent(openSession(TURN));
  expect(isInMenu("add-party")).toBe(false);
});

it("offers to draw the lots again in the menu, and says in the head how the list was ordered", () => {
  const { client, view, isInMenu } = shown();
  expect(view.find("verify-order")).toBeNull();
  const lots = { id: "1", policy: "lots", letter: "", seed: "4f1c" };
  client.receiveEvent({ ordering: { 1: lots } } as never);
  expect(isInMenu("ordered-by")).toBe(false);
  expect(isInMenu("verify-order")).toBe(true);
});
