import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import LiveReactions from "./LiveReactions.svelte";
import Reactions from "./Reactions.svelte";

const CONFERENCE = "conference/1";
const conference = (takes: boolean) => ({ conference: { 1: { id: "1", takes_reactions: takes } } });

function shown(item = "statement/12", stream = "session/2") {
  const client = new ManualClient();
  client.receiveEvent(conference(true), null, {}, CONFERENCE);
  const view = show(LiveReactions, { stream, item, label: "Reactions to the statement of Fiji" }, client);
  return { client, view };
}

it("shows counts, says which are the reader's, and adds and withdraws", async () => {
  const { client, view } = shown();
  client.receiveSignal("reaction.counts", {
    counts: { "statement/12": { agree: 3 }, "statement/13": { agree: 9 } },
  });
  client.receiveSignal("reaction.mine", { mine: { "statement/12": ["agree"] } });
  const pressed = (kind: string) => view.find(`reactions-statement/12-${kind}`)?.getAttribute("aria-pressed");
  expect([pressed("agree"), pressed("thanks"), pressed("question")]).toEqual(["true", "false", "false"]);
  expect(view.find("reactions-statement/12-agree-count")?.textContent).toBe("3");
  expect(view.find("reactions-statement/12-thanks-count")).toBeNull();
  expect(view.find("reactions-statement/12")?.getAttribute("aria-label")).toContain("Fiji");
  view.press("reactions-statement/12-agree");
  await client.answer();
  view.press("reactions-statement/12-thanks");
  await client.answer("reaction.later");
  expect(client.sentCommands).toEqual([
    { type: "reaction.withdraw", item: "statement/12", kind: "agree" },
    { type: "reaction.add", item: "statement/12", kind: "thanks" },
  ]);
  expect(view.find("reactions-statement/12-refused")?.textContent).toContain("Try again a minute");
});

it("reacts to an outcome document in its own stream", () => {
  const { client, view } = shown("outcome", "outcome/4");
  view.press("reactions-outcome-agree");
  expect(client.sentCommands).toEqual([{ type: "reaction.add_to_outcome", kind: "agree" }]);
});

it("shows nothing where the organiser takes none", () => {
  const { client, view } = shown();
  client.receiveEvent(conference(false), null, {}, CONFERENCE);
  expect(view.find("reactions-statement/12")).toBeNull();
});

it("tells a reader without a seat the counts alone", () => {
  const props = { label: "Reactions to the minutes", testid: "m" };
  const view = show(Reactions, { ...props, counts: { thanks: 2 } }, new ManualClient());
  expect(view.find("m")?.querySelector("button")).toBeNull();
  expect(view.find("m")?.textContent).toMatch(/^\s*Thank you\s+2\s*$/);
  expect(show(Reactions, { ...props, counts: {} }, new ManualClient()).find("m")).toBeNull();
});
