import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import DecisionPanel from "./DecisionPanel.svelte";
import { OutcomeModel } from "./document.svelte";
import TimeLeft from "./TimeLeft.svelte";

const STREAM = "outcome/4";
const procedure = (id: string, kind: "consensus" | "silence", result: "" | "ended" = "", inSeconds = 30) => ({
  id,
  kind,
  version: 1,
  begun_at: "2021-11-16T05:20:00.000Z",
  until: new Date(Date.now() + 1000 * inSeconds).toISOString(),
  ended_at: null,
  result,
});

function decided(row: ReturnType<typeof procedure>) {
  const client = new ManualClient({ party: "fiji" });
  client.receiveEvent(
    { party: { fiji: { id: "fiji", accredited: true, name: {} } } },
    null,
    {},
    "conference/1",
  );
  client.receiveEvent({ outcome_document: { 4: { id: "4", state: "deciding" } } }, null, {}, STREAM);
  client.receiveEvent({ outcome_procedure: { [row.id]: row } }, null, {}, STREAM);
  return { client, view: show(DecisionPanel, { model: new OutcomeModel(client, "4") }, client) };
}

it("lets a delegation object until the gavel falls, and break a silence until its deadline", () => {
  expect(decided(procedure("1", "consensus", "", -5)).view.find("object")).not.toBeNull();
  expect(decided(procedure("1", "silence", "", 5)).view.find("object")).not.toBeNull();
  expect(decided(procedure("1", "silence", "", -5)).view.find("object")).toBeNull();
});

it("closes the form of an objection with its procedure", async () => {
  const { client, view } = decided(procedure("1", "consensus"));
  view.press("object");
  expect(view.find("object-reason")).not.toBeNull();
  client.receiveEvent({ outcome_procedure: { 1: procedure("1", "consensus", "ended") } }, null, {}, STREAM);
  client.receiveEvent({ outcome_procedure: { 2: procedure("2", "silence") } }, null, {}, STREAM);
  await new Promise((resolve) => setTimeout(resolve));
  expect(view.find("object")).not.toBeNull();
  expect(view.find("object-reason")).toBeNull();
});

it("keeps days and hours apart", () => {
  const view = show(TimeLeft, { seconds: 86_400 + 3 * 3600 }, new ManualClient());
  expect(view.text()).toBe("1 day 3:00:00");
});
