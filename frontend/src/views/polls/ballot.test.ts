import { describe, expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { poll } from "../../testing/poll";
import { SessionModel } from "../../state/sessionModel.svelte";
import type { Poll } from "../../state/polls";
import { Ballot, choicesAfterPress } from "./ballot.svelte";

function ballotIn(values: Partial<Poll> = {}) {
  const client = new ManualClient({ roles: ["audience"], party: null });
  const now = poll(values);
  client.receiveEvent({ ...openSession(), poll: { 1: now } });
  return { client, ballot: new Ballot(new SessionModel(client, "2"), now) };
}

describe("what a press chooses", () => {
  it.each([
    ["single", [1], 2, [2]],
    ["rating", [], 5, [5]],
    ["multiple", [1], 2, [1, 2]],
    ["multiple", [1, 2], 1, [2]],
    ["multiple", [1, 2], 3, [1, 2]],
    ["ranking", [3], 1, [3, 1]],
    ["ranking", [3, 1, 2], 1, [3, 2]],
  ] as const)("%s %j and option %d: %j", (kind, chosen, option, then) => {
    expect(choicesAfterPress({ kind, most: 2 }, chosen, option)).toEqual(then);
  });
});

it("answers by one press, and says that the answer is counted", async () => {
  const { client, ballot } = ballotIn();
  expect(ballot.state).toBe("empty");
  ballot.press(2);
  expect(ballot.state).toBe("sending");
  expect(client.sentCommands).toMatchObject([{ type: "poll.answer", poll: "1", choices: [2], words: [] }]);
  await client.answer();
  expect(ballot.state).toBe("counted");
  ballot.press(1);
  expect(ballot.state).toBe("sending");
  await client.answer();
  expect([ballot.state, ballot.choices]).toEqual(["counted", [1]]);
});

it("sends each answer with a salt of its own", async () => {
  const { client, ballot } = ballotIn();
  ballot.press(1);
  await client.answer();
  ballot.press(1);
  const salts = client.sentCommands.map((command) => (command.type === "poll.answer" ? command.salt : ""));
  expect(salts.map((salt) => salt.length)).toEqual([32, 32]);
  expect(salts[0]).not.toBe(salts[1]);
});

it("keeps the chosen answer while the connection is lost", async () => {
  const { client, ballot } = ballotIn();
  client.loseConnection();
  ballot.press(2);
  expect([ballot.state, ballot.choices]).toEqual(["kept", [2]]);
  client.phase = "live";
  await client.answer();
  expect(ballot.state).toBe("counted");
});

it("sends the last choice if it changed while another was sent", async () => {
  const { client, ballot } = ballotIn();
  ballot.press(1);
  ballot.press(2);
  expect(client.sentCommands).toHaveLength(1);
  await client.answer();
  expect(client.sentCommands.at(-1)).toMatchObject({ choices: [2] });
  await client.answer();
  expect([ballot.state, ballot.choices]).toEqual(["counted", [2]]);
});

it("shows the answer that the server has, and goes back to it after a refusal", async () => {
  const { client, ballot } = ballotIn();
  client.receiveSignal("poll.my_answer", { poll: "1", choices: [1], words: [] });
  expect([ballot.state, ballot.choices]).toEqual(["counted", [1]]);
  ballot.press(2);
  await client.answer("poll.closed");
  expect([ballot.choices, ballot.refusal]).toEqual([
    [1],
    "The poll was closed before this answer came. It was not counted.",
  ]);
});

it("waits for several choices, and for words, to be sent", async () => {
  const { client, ballot } = ballotIn({ kind: "multiple", most: 2 });
  ballot.press(2);
  ballot.press(1);
  expect([ballot.state, client.sentCommands.length]).toEqual(["chosen", 0]);
  void ballot.send();
  await client.answer();
  expect(client.sentCommands).toMatchObject([{ choices: [2, 1] }]);
  const other = ballotIn({ kind: "words", options: [] });
  other.ballot.write(0, " ");
  expect(other.ballot.isReady).toBe(false);
  other.ballot.write(1, "Water");
  void other.ballot.send();
  expect(other.client.sentCommands).toMatchObject([{ choices: [], words: ["Water"] }]);
});
