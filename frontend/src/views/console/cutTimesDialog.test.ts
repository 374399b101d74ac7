/** The preview of a cut stays as it was when it opened, and what it showed is sent (FL17). */
import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import CutTimesDialog from "./CutTimesDialog.svelte";

it("applies the figures that it showed, as the moderator saw them", async () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession({ id: "1" }));
  const figures = { reply_limits: [180, 120], figures: 3 };
  const { floor } = openSession();
  client.receiveEvent({ floor: { 2: { ...floor?.["2"], ...figures } } });
  const controller = new ConsoleController(client, "2");
  const view = show(
    CutTimesDialog,
    { open: true, percent: 50, closes: Date.parse("2021-11-16T07:00:00Z") },
    client,
    controller,
  );
  expect(view.text()).toContain("With 50 % of each speaking time");
  expect(view.text()).toContain("1:30");
  client.receiveEvent({ floor: { 2: { ...floor?.["2"], ...figures, figures: 4 } } });
  view.press("cut-apply");
  await client.answer();
  expect(client.sentCommands).toEqual([
    {
      type: "floor.set_limits",
      limits: { state: 90, group: 120, observer: 60, other: 30, order: 60, explanation: 180, on_motion: 120 },
      reply_limits: [90, 60],
      seen: 3,
    },
  ]);
});
