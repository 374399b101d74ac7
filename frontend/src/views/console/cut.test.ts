/** The preview of a cut stays as it was when it opened, and what it showed is sent (FL17). */
import { expect, it } from "vitest";
import { ManualClient, opened } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import Cut from "./Cut.svelte";

it("applies the figures that it showed, as the moderator saw them", async () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.tell(opened({ id: "1" }));
  const figures = { reply_limits: [180, 120], figures: 3 };
  const { floor } = opened();
  client.tell({ floor: { 2: { ...floor?.["2"], ...figures } } });
  const controller = new ConsoleController(client, "2");
  const view = show(
    Cut,
    { open: true, percent: 50, closes: Date.parse("2021-11-16T07:00:00Z") },
    client,
    controller,
  );
  expect(view.text()).toContain("With 50 % of each speaking time");
  expect(view.text()).toContain("1:30");
  client.tell({ floor: { 2: { ...floor?.["2"], ...figures, figures: 4 } } });
  view.press("cut-apply");
  await client.answer();
  expect(client.asked).toEqual([
    {
      type: "floor.set_limits",
      limits: { state: 90, group: 120, observer: 60, other: 30, order: 60, explanation: 180, on_motion: 120 },
      reply_limits: [90, 60],
      seen: 3,
    },
  ]);
});
