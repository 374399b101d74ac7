import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import LimitsForm from "./LimitsForm.svelte";
import { secondsOf } from "./speakingTime";

it.each([
  ["3:00", 180],
  ["0:45", 45],
  ["60:00", 3600],
  ["90", 90],
  [" 2:30 ", 150],
])("reads %s (FL15)", (typed, seconds) => expect(secondsOf(typed)).toBe(seconds));

it.each(["", "3:60", "0:09", "60:01", "9", "3601", "3.5", "1:2", "-1:00", "three", "1:00:00"])(
  "does not take %s",
  (typed) => expect(secondsOf(typed)).toBeNull(),
);

it("shows minutes and seconds, and sends seconds", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  const view = show(LimitsForm, {}, client, new ConsoleController(client, "2"));
  expect(view.field("limit-state").value).toBe("3:00");
  view.type("limit-state", "nonsense");
  expect(view.field("limit-state").checkValidity()).toBe(false);
  view.type("limit-state", "2:30");
  expect(view.field("limit-state").checkValidity()).toBe(true);
  view.choose("limit-state", "2:30");
  view.press("set-limits");
  expect(client.sentCommands).toMatchObject([
    { type: "floor.set_limits", limits: { state: 150, group: 240 } },
  ]);
});
