import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import ChairForms from "./ChairForms.svelte";
import { OutcomeModel } from "./document.svelte";

it("says beside the form why a deadline is refused", async () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const conference = { id: "1", name: { en: "ICDD" }, timezone: "Asia/Makassar" };
  client.receiveEvent({ conference: { 1: conference } }, null, {}, "conference/1");
  client.receiveEvent(
    { outcome_document: { 4: { id: "4", reading: 1, state: "drafting" } } },
    null,
    {},
    "outcome/4",
  );
  const view = show(
    ChairForms,
    { model: new OutcomeModel(client, "4"), act: "silence", onclose: () => undefined },
    client,
  );
  view.type("silence-until", "2021-11-15T18:00");
  view.press("chair-send");
  const until = "2021-11-15T10:00:00.000Z";
  expect(client.sentCommands).toEqual([{ type: "outcome.begin_silence", until, remind_at: null }]);
  await client.answer("outcome.moment_passed");
  expect(view.text()).toContain("This moment is over. Choose a later one.");
});
