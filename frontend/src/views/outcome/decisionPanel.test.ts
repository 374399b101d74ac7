import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import DecisionPanel from "./DecisionPanel.svelte";
import { OutcomeModel } from "./document.svelte";
import DocumentHead from "./DocumentHead.svelte";
import OutcomeScreen from "./OutcomeScreen.svelte";
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

describe("deadlines, to a reader elsewhere", () => {
  const UNTIL = "2121-12-03T02:00:00.000Z";
  const IN_BALI = "3 December 2121, 10:00";

  function elsewhere() {
    vi.stubEnv("TZ", "UTC");
    onTestFinished(() => void vi.unstubAllEnvs());
    const client = new ManualClient({ roles: ["delegate"] });
    client.receiveEvent({ conference: { 1: { timezone: "Asia/Makassar" } } }, null, {}, "conference/1");
    return client;
  }

  const reading = (client: ManualClient) =>
    client.receiveEvent(
      {
        outcome_document: {
          4: {
            id: "4",
            state: "drafting",
            reading: 2,
            amendments_until: UNTIL,
            taken_up: null,
            milestones: [],
          },
        },
      },
      null,
      {},
      STREAM,
    );

  it("name the zone, give the reader's own time, and count down to the end of a reading", () => {
    const client = elsewhere();
    reading(client);
    const view = show(DocumentHead, { model: new OutcomeModel(client, "4") }, client);
    expect(view.text()).toContain(`Amendments until ${IN_BALI} GMT+8 (02:00 your time)`);
    expect(view.find("time-left")).not.toBeNull();
  });

  it("do so in a silence procedure", () => {
    const client = elsewhere();
    client.receiveEvent({ outcome_document: { 4: { id: "4", state: "deciding" } } }, null, {}, STREAM);
    const row = { ...procedure("1", "silence"), until: UNTIL };
    client.receiveEvent({ outcome_procedure: { 1: row } }, null, {}, STREAM);
    const view = show(DecisionPanel, { model: new OutcomeModel(client, "4") }, client);
    expect(view.text()).toContain(`adopted on ${IN_BALI} GMT+8 (02:00 your time) unless`);
  });

  it("are the hall's alone on its screen", () => {
    const client = elsewhere();
    reading(client);
    const view = show(OutcomeScreen, { outcome: "4" }, client);
    expect(view.text()).toContain(`Amendments until ${IN_BALI}`);
    expect(view.text()).not.toContain("your time");
    expect(view.find("time-left")).not.toBeNull();
  });
});
