import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { CommandRunner } from "../../components/commandRunner.svelte";
import { SessionModel } from "../../state/sessionModel.svelte";
import DeskList from "./DeskList.svelte";
import { desk as en } from "../../locales/en/desk.json";

const entry = (id: string, kind: "statement" | "right_of_reply", place: number) => ({
  [id]: { id, party: id, kind, order: [place], mode: "live" as const, place: "hall" as const, speaker: null },
});

function desk() {
  const client = new ManualClient({ roles: ["operator"], party: null });
  client.receiveEvent(openSession());
  const entries = { ...entry("a", "statement", 1), ...entry("b", "statement", 2) };
  client.receiveEvent({ entry: { ...entries, ...entry("r", "right_of_reply", 3) } });
  const model = new SessionModel(client, "2");
  const view = show(DeskList, { model, acts: new CommandRunner(client, model.stream) }, client);
  return { client, view };
}

it("lists rights of reply under their own heading", () => {
  const { view } = desk();
  expect(view.find("desk-replies")?.contains(view.find("desk-row-r"))).toBe(true);
  expect(view.text()).toContain("Rights of reply, after the list");
  expect(view.find("desk-row-a")?.closest("[data-testid=desk-replies]")).toBeNull();
});

it("keeps the keyboard focus when the list is put in another order", async () => {
  const { client, view } = desk();
  view.field("desk-confirm-a").focus();
  client.receiveEvent({ entry: entry("a", "statement", 9) });
  view.text();
  await new Promise((resolve) => setTimeout(resolve));
  expect(document.activeElement).toBe(view.find("desk-confirm-a"));
});

it("says that the list is closed, also while a party is being added", () => {
  const { client, view } = desk();
  view.press("desk-add");
  client.receiveEvent({ floor: { 2: { ...openSession().floor?.["2"], list_state: "closed" } } });
  expect(view.find("desk-closed")?.textContent).toBe(en["desk.list_closed"]);
  expect(view.find("desk-add-closed")?.textContent).toBe(en["desk.list_closed"]);
  expect(view.find("desk-add-confirm")?.hasAttribute("disabled")).toBe(true);
});

it("shows no figures of a camera while a video statement plays", () => {
  const { client, view } = desk();
  const person = { 7: { id: "7", party: "a", name: "A", roles: [] } };
  client.receiveEvent({ participant: person } as never, null, {}, "conference/1");
  const line = {
    rtt_ms: 42,
    loss: 0.01,
    level: -23,
    width: 640,
    height: 360,
    candidate_type: "host",
  } as const;
  client.receiveSignal("media.line_states", {
    lines: { 7: line },
    hall: null,
    hall_key: null,
    hall_simulated: false,
  });
  expect(view.find("line-state")).not.toBeNull();
  client.receiveEvent({ entry: { a: { ...entry("a", "statement", 1)["a"], mode: "video_statement" } } });
  expect(view.find("line-state")).toBeNull();
});
