/** The roll call at the console, and its result on the hall screen (FL22). */
import { createRawSnippet } from "svelte";
import { expect, it } from "vitest";
import { CommandRunner } from "../../components/commandRunner.svelte";
import { SessionModel } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { openVote } from "../../testing/votes";
import { presentScene } from "../hall/presentScene";
import RollResult from "../hall/RollResult.svelte";
import RollCall from "./RollCall.svelte";

const call = (id: string, closed_at: string | null, present: string[] = [], needed = [1, 2]) => ({
  [id]: {
    ...{ id, opened_at: "2021-11-16T05:30:00Z", closed_at, present },
    ...{ accredited: ["fiji", "chile", "peru"], needed_to_open: needed[0], needed_to_decide: needed[1] },
  },
});
const answer = (id: string) => ({ [id]: { id, roll_call: "1", place: "hall" as const, at: "" } });

function calling(needed?: number[]) {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  client.receiveEvent({ roll_call: call("1", null, [], needed), roll_answer: answer("fiji") });
  const model = new SessionModel(client, "2");
  const acts = new CommandRunner(client, model.stream);
  const hotkey = createRawSnippet(() => ({ render: () => "<b></b>" }));
  const view = show(RollCall, { model, acts, onroll: () => undefined, hotkey }, client);
  const said = () =>
    [...(view.find("roll-quorum")?.querySelectorAll("p") ?? [])].map((line) => line.textContent.trim());
  return { client, said };
}

it("says whether there is a quorum while the roll is called", () => {
  const { client, said } = calling();
  expect(said()).toEqual(["enough to open (1)", "not enough to decide (2)"]);
  client.receiveEvent({ roll_answer: answer("chile") });
  expect(said()).toEqual(["enough to open (1)", "enough to decide (2)"]);
});

it.each([
  [[0, 2], ["not enough to decide (2)"]],
  [[0, 0], ["no quorum asked for"]],
])("says nothing of a quorum that is not asked for: %s", (needed, words) => {
  expect(calling(needed).said()).toEqual(words);
});

it("leaves its result on the hall screen", () => {
  const client = new ManualClient();
  client.receiveEvent(openSession());
  const view = show(RollResult, { model: new SessionModel(client, "2") }, client);
  expect(view.find("hall-roll-result")).toBeNull();
  client.receiveEvent({ roll_call: call("1", "2021-11-16T05:31:00Z", ["fiji", "chile"]) });
  expect(view.find("hall-roll-result")?.textContent.trim()).toBe("Present: 2 of 3. Needed to decide: 2.");
});

it("takes the place of an earlier vote’s result on the hall screen", () => {
  const client = new ManualClient({ roles: ["hall_screen"], party: null });
  openVote(client, { closed_at: "2021-11-16T05:30:00Z" });
  const model = new SessionModel(client, "2");
  expect(presentScene(model, true)).toBe("vote");
  client.receiveEvent({ roll_call: call("1", "2021-11-16T05:31:00Z", ["fiji"]) });
  expect(presentScene(model, true)).toBe("idle");
});
