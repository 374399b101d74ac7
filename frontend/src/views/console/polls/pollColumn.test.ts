import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../../testing/client";
import { poll, result } from "../../../testing/poll";
import { show } from "../../../testing/view";
import type { Poll } from "../../../state/polls";
import { ConsoleController } from "../consoleController.svelte";
import { makeActs } from "../acts";
import type { KeyAct } from "../keys";
import { optionsIn } from "../../polls/prepare/pollDraft.svelte";
import Polls from "./Polls.svelte";

function desk(...polls: Poll[]) {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent({ ...openSession(), poll: Object.fromEntries(polls.map((one) => [one.id, one])) });
  const controller = new ConsoleController(client, "2");
  const nothing = () => undefined;
  const acts = makeActs(controller, { chair: nothing, sound: nothing, text: nothing });
  const act = (key: KeyAct) => void acts[key].do();
  return { client, controller, act, view: show(Polls, {}, client, controller) };
}

it("reads options one a line", () => {
  expect(optionsIn(" Yes \n\nNo\n")).toEqual(["Yes", "No"]);
});

it("prepares a poll, and opens it at once if wished", async () => {
  const { client, act, view } = desk();
  act("poll_new");
  view.type("poll-question", "Shall we go on?");
  view.type("poll-options", "Yes\nNo");
  view.press("poll-open-now");
  expect(client.sentCommands).toEqual([
    {
      type: "poll.draft",
      kind: "single",
      question: "Shall we go on?",
      options: ["Yes", "No"],
      most: 1,
      anonymous: true,
      results: "live",
    },
  ]);
  client.receiveEvent({ poll: { 4: poll({ id: "4", state: "draft" }) } });
  await client.answer();
  expect(client.sentCommands.at(-1)).toEqual({ type: "poll.open", poll: "4" });
});

it("saves a change of the poll as it was when the form was opened", async () => {
  const { client, view } = desk(poll({ state: "draft" }));
  view.press("poll-edit-1");
  view.type("poll-question", "Shall we stop?");
  const others = poll({ state: "draft", options: ["Yes", "Never"] });
  client.receiveEvent({ poll: { 1: others } });
  const sent = () =>
    client.sentCommands.at(-1) as Extract<(typeof client.sentCommands)[number], { type: "poll.edit" }>;
  view.press("poll-save");
  expect([sent().question, sent().seen.options]).toEqual(["Shall we stop?", ["Yes", "No"]]);
  await client.answer("poll.changed");
  view.press("poll-save");
  expect(sent().seen.options).toEqual(["Yes", "Never"]);
});

it("opens the first prepared poll by a key, shows it, and asks before it closes it", async () => {
  const { client, act, view } = desk(poll({ state: "draft" }), poll({ id: "2", state: "draft" }));
  act("poll_turn");
  expect(client.sentCommands.at(-1)).toEqual({ type: "poll.open", poll: "1" });
  client.receiveEvent({ poll: { 1: poll() } });
  await client.answer();
  act("poll_screen");
  expect(client.sentCommands.at(-1)).toEqual({ type: "poll.show", poll: "1" });
  await client.answer();
  const sent = client.sentCommands.length;
  act("poll_turn");
  expect(client.sentCommands).toHaveLength(sent);
  view.press("poll-close-sure");
  expect(client.sentCommands.at(-1)).toEqual({ type: "poll.close", poll: "1" });
});

it("shows moderators a result that is hidden from the others, and words with a button to hide them", () => {
  const { client, view } = desk(poll({ kind: "words", options: [], results: "after" }));
  const words = [{ word: "water", count: 2 }];
  const hidden = [{ word: "coal", count: 1 }];
  client.receiveSignal("poll.moderators_result", {
    poll: "1",
    result: result({ answers: 3, words, hidden, distinct: 1 }),
    of_one_network: 12,
  });
  expect(view.text()).toContain("12 answers came from guests at one address.");
  view.press("hide-word-water");
  expect(client.sentCommands.at(-1)).toEqual({ type: "poll.hide_word", poll: "1", word: "water" });
  view.press("show-word-coal");
  expect(client.sentCommands.at(-1)).toEqual({ type: "poll.show_word", poll: "1", word: "coal" });
});

it("deletes, moves and shows with an undo, and asks before a closing alone", async () => {
  const { client, controller, view } = desk(
    poll({ state: "draft", position: 1 }),
    poll({ id: "2", state: "draft", position: 2 }),
  );
  view.press("poll-sooner-2");
  await client.answer();
  expect(client.sentCommands.at(-1)).toEqual({ type: "poll.move", poll: "2", position: 0 });
  view.press("poll-delete-1");
  client.receiveEvent({}, null, { poll: ["1"] });
  await client.answer();
  expect(client.sentCommands.at(-1)).toEqual({ type: "poll.delete", poll: "1" });
  const undone: unknown[] = [];
  for (let steps = 0; steps < 2; steps++) {
    controller.commands.undo();
    await new Promise((resolve) => setTimeout(resolve));
    undone.push(client.sentCommands.at(-1));
    await client.answer();
  }
  expect(undone).toEqual([
    { type: "poll.restore", poll: "1" },
    { type: "poll.move", poll: "2", position: 1 },
  ]);
});

it("keeps the key from a second poll while one is open", () => {
  const { view } = desk(poll(), poll({ id: "2", state: "draft" }));
  expect((view.field("poll-open-2") as HTMLButtonElement).disabled).toBe(true);
});
