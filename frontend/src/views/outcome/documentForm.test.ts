import { expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import { OutcomeModel } from "./document.svelte";
import DocumentForm from "./DocumentForm.svelte";
import Supporters from "./Supporters.svelte";

const STREAM = "outcome/4";
const DOCUMENT = {
  id: "4",
  session: null,
  symbol: "",
  title: { en: "Message" },
  language: "en",
  access: "delegations" as const,
  state: "drafting" as const,
  reading: 1,
  amendments_until: null,
  version: 3,
  taken_up: null,
  milestones: [],
  adopted_at: null,
  sha256: "",
  illustrative: false,
};

function prepared() {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const conference = {
    id: "1",
    name: { en: "ICDD", id: "ICDD" },
    languages: ["en", "id"],
    timezone: "Asia/Makassar",
  };
  client.receiveEvent({ conference: { 1: conference } }, null, {}, "conference/1");
  client.receiveEvent({ outcome_document: { 4: DOCUMENT } }, null, {}, STREAM);
  return { client, model: new OutcomeModel(client, "4") };
}

it("sends what was changed, with what stood there, and undoes it", async () => {
  const { client, model } = prepared();
  const onclose = vi.fn();
  const view = show(DocumentForm, { model, onclose }, client);
  view.type("particulars-title-en", "Bali Message");
  view.type("particulars-until", "2021-11-16T18:00");
  view.press("particulars-save");
  const values = { title: { en: "Bali Message" }, amendments_until: "2021-11-16T10:00:00.000Z" };
  const seen = { title: { en: "Message" }, amendments_until: null };
  expect(client.sentCommands).toEqual([{ type: "outcome.change", values, seen }]);
  await client.answer();
  expect(onclose).toHaveBeenCalledOnce();
  void model.undo();
  expect(client.sentCommands[1]).toEqual({ type: "outcome.change", values: seen, seen: values });
});

it("undoes nothing while an act is sent, and then that act", async () => {
  const { client, model } = prepared();
  const change = (version: number) => ({ type: "outcome.undo", paragraph: "1", version }) as const;
  model.offerUndo(
    () => "First.",
    () => model.send("paragraph", change(1)),
  );
  const second = model.send("paragraph", { type: "outcome.delete_paragraph", paragraph: "2" } as never);
  expect(model.canUndo).toBe(false);
  await model.undo();
  expect(client.sentCommands).toHaveLength(1);
  await client.answer();
  await second;
  model.offerUndo(
    () => "Second.",
    () => model.send("paragraph", change(2)),
  );
  void model.undo();
  expect(client.sentCommands.at(-1)).toEqual(change(2));
  await client.answer();
  expect(model.lastAct).toBeNull();
});

it("adds and removes a supporter for a delegation", () => {
  const { client, model } = prepared();
  const party = (id: string, accredited = true) => ({ id, accredited, name: { en: id }, spoken: {} });
  client.receiveEvent(
    { party: { 1: party("1"), 2: party("2"), 3: party("3"), 5: party("5", false) } },
    null,
    {},
    "conference/1",
  );
  const amendment = { id: "9", number: 1, party: "1", supporters: ["2"] } as never;
  const view = show(Supporters, { model, amendment }, client);
  view.press("supporter-add");
  expect(client.sentCommands).toEqual([]);
  view.choose("supporter-party", "3");
  view.press("supporter-add");
  expect(client.sentCommands).toEqual([{ type: "outcome.support", amendment: "9", party: "3" }]);
  const offered = [...view.field("supporter-party").querySelectorAll("option")].map(({ value }) => value);
  expect(offered).toEqual(["", "3"]);
});
