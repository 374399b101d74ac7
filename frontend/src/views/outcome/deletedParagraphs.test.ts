import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import { ParagraphSelection } from "./paragraphSelection.svelte";
import { OutcomeModel } from "./document.svelte";
import DeletedParagraphs from "./DeletedParagraphs.svelte";

const STREAM = "outcome/4";
const NEW = {
  kind: "paragraph" as const,
  start: null,
  end: null,
  words: "",
  words_before: "",
  words_after: "",
  text: "We will meet.",
  party: "fiji",
  fate: "deleted" as const,
  author: null,
};
const TABLED = {
  supporters: [],
  state: "tabled" as const,
  reading: 1,
  reason: "",
  tabled_at: "",
  decided_at: null,
};

it("shows what was proposed for a paragraph that is gone, and lets its sponsor renew it", () => {
  const client = new ManualClient({ roles: ["delegate"], party: "fiji" });
  const row = { id: "3", kind: "paragraph" as const, label: "1", position: 0, text: "We.", version: 1 };
  client.receiveEvent(
    {
      outcome_document: { 4: { id: "4", state: "drafting", reading: 1, language: "en" } },
      outcome_paragraph: { 3: { ...row, status: "open" } },
      outcome_amendment: {
        1: { ...NEW, ...TABLED, id: "1", number: 1, paragraph: "9" },
        2: { ...NEW, ...TABLED, id: "2", number: 2, paragraph: "3", fate: "" },
        3: { ...NEW, ...TABLED, id: "3", number: 3, paragraph: "9", state: "rejected" },
      },
      my_amendment: { 5: { ...NEW, id: "5", paragraph: "9" } },
    },
    null,
    {},
    STREAM,
  );
  const view = show(
    DeletedParagraphs,
    { model: new OutcomeModel(client, "4"), choice: new ParagraphSelection("4") },
    client,
  );
  expect(view.find("amendment-1")).not.toBeNull();
  expect([view.find("amendment-2"), view.find("amendment-3")]).toEqual([null, null]);
  view.press("renew-1");
  view.press("propose-send");
  expect(client.sentCommands).toMatchObject([
    { type: "outcome.change_amendment", amendment: "1", text: "We will meet." },
  ]);
  view.press("discard-5");
  expect(client.sentCommands[1]).toEqual({ type: "outcome.discard_draft", amendment: "5" });
});
