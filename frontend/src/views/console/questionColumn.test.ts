import { expect, it, onTestFinished, vi } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { question } from "../../testing/question";
import { ConsoleController } from "./consoleController.svelte";
import { makeActs } from "./acts";
import type { KeyAct } from "./keys";

function asked(...texts: string[]) {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  const questions = Object.fromEntries(
    texts.map((text, at) => [
      String(at + 1),
      question(String(at + 1), { text, state: "pending", asked_at: `2021-11-16T05:3${String(at)}:00Z` }),
    ]),
  );
  client.receiveEvent({ question: questions });
  const controller = new ConsoleController(client, "2");
  const nothing = () => undefined;
  const acts = makeActs(controller, { chair: nothing, sound: nothing, text: nothing });
  const act = (key: KeyAct) => void acts[key].do();
  return { client, controller, act };
}

it("selects the next pending question when the selected one is approved", async () => {
  const { client, controller, act } = asked("One?", "Two?", "Three?");
  act("question_next");
  for (const [then, id] of [
    ["2", "1"],
    ["3", "2"],
  ] as const) {
    act("approve");
    client.receiveEvent({
      question: { [id]: question(id) },
    });
    await client.answer();
    expect(controller.questionColumn.chosenId).toBe(then);
  }
  // The last one stays selected for the next act.
  act("approve");
  await client.answer();
  expect(controller.questionColumn.chosenId).toBe("3");
});

it("asks before a decision is taken back that nothing brings back", async () => {
  const { client, controller } = asked();
  const answered = question("1", { state: "answered", answer_kind: "live" });
  client.receiveEvent({ question: { 1: answered, 2: question("2", { state: "deferred" }) } });
  controller.questionColumn.restore(answered);
  expect(client.sentCommands).toEqual([]);
  expect(controller.questionColumn.isOpen("restore", "1")).toBe(true);
  controller.questionColumn.restore(question("2", { state: "deferred" }));
  expect(client.sentCommands).toEqual([{ type: "question.restore", question: "2" }]);
  await client.answer();
});

it("says which question is selected, and what was done with it", async () => {
  const said = vi.spyOn(announcer, "say");
  onTestFinished(() => said.mockRestore());
  const { client, act } = asked("One?", "Two?");
  act("question_next");
  expect(announcer.assertive).toBe("Questions waiting: One?");
  act("approve");
  client.receiveEvent({ question: { 1: question("1", { text: "One?" }) } });
  await client.answer();
  expect(said).toHaveBeenLastCalledWith("approved a question", "act");
  expect(announcer.assertive).toBe("Questions waiting: Two?");
  act("question_next");
  expect(announcer.assertive).toBe("Questions shown: One?");
});

it("keeps the selection if the approval is refused", async () => {
  const { client, controller, act } = asked("One?", "Two?");
  act("question_next");
  act("approve");
  await client.answer("question.gone");
  expect(controller.questionColumn.chosenId).toBe("1");
});

it("finds questions that contain each word of the search", () => {
  const { controller } = asked("Who pays for the data?", "Who decides?", "What is DATA?");
  const found = (sought: string) => {
    controller.questionColumn.searchText = sought;
    return controller.questionColumn.pending.map(({ id }) => id);
  };
  expect(found("")).toEqual(["1", "2", "3"]);
  expect(found("data")).toEqual(["1", "3"]);
  expect(found("who DATA ")).toEqual(["1"]);
  expect(found("ana")).toEqual(["1", "2", "3"]);
  expect(found("nobody")).toEqual([]);
});

it("ignores keys for a selected question that a search hides", () => {
  const { client, controller, act } = asked("Who pays?", "Who decides?");
  act("question_next");
  controller.questionColumn.searchText = "decides";
  act("approve");
  expect(client.sentCommands).toEqual([{ type: "question.approve", question: "2" }]);
});

it("claims, merges and takes up the selected question by its keys", async () => {
  const { client, controller, act } = asked("Who pays?", "Who decides?");
  act("question_next");
  act("claim");
  act("merge");
  expect(controller.questionColumn.isOpen("merge", "1")).toBe(true);
  // A question that waits cannot be taken up.
  act("take_up");
  client.receiveEvent({ question: { 1: question("1") } });
  act("take_up");
  expect(client.sentCommands).toEqual([
    { type: "question.claim", question: "1", take_over: false },
    { type: "question.begin_answer", question: "1" },
  ]);
  await client.answer();
});

it("decides the marked questions one after the other, and keeps those that are refused", async () => {
  const { client, controller } = asked("One?", "Two?", "Three?");
  const { questionColumn } = controller;
  questionColumn.toggleMark("3");
  questionColumn.toggleMark("1");
  const decided = questionColumn.decideMarked((id) => ({ type: "question.approve", question: id }));
  await client.answer("question.claimed");
  await client.answer();
  await decided;
  expect(client.sentCommands.map((command) => "question" in command && command.question)).toEqual(["1", "3"]);
  expect(questionColumn.marked).toEqual(["1"]);
});
