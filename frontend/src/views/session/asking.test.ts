/** Typed text is not lost, and a right-to-left name does not change the direction of the text beside it. */
import { expect, it, vi } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import { manualDevices } from "../../testing/devices";
import { ManualClient, openSession } from "../../testing/client";
import { question } from "../../testing/question";
import { show } from "../../testing/view";
import { ConsoleController } from "../console/consoleController.svelte";
import QuestionRow from "../console/QuestionRow.svelte";
import QuestionScene from "../hall/QuestionScene.svelte";
import { Listening } from "../../media/listening.svelte";
import { SessionModel } from "../../state/sessionModel.svelte";
import AskQuestion from "./AskQuestion.svelte";
import { QuestionDraft } from "./questionDraft.svelte";
import { OwnSessionModel } from "./ownSessionModel.svelte";
import PinnedQuestion from "./PinnedQuestion.svelte";
import Question from "./Question.svelte";
import SessionBar from "./SessionBar.svelte";

const MOST = 500;

function typing() {
  sessionStorage.clear();
  const client = new ManualClient({ party: null, roles: ["audience"] });
  client.receiveEvent(openSession());
  const draft = new QuestionDraft("2");
  const onclose = vi.fn();
  const form = show(AskQuestion, { model: new OwnSessionModel(client, "2"), draft, onclose }, client);
  return { client, draft, form, onclose };
}

it("keeps a text that is too long, says by how much, and sends it once it is shortened", async () => {
  const { client, draft, form } = typing();
  form.type("question-text", "w".repeat(MOST + 7));
  const told = "7 too many: shorten it to 500 characters";
  expect([form.text().includes(told), form.find("question-refusal")]).toEqual([true, null]);
  form.press("question-submit");
  expect(form.find("question-refusal")?.textContent).toContain(told);
  expect(document.activeElement).toBe(form.field("question-text"));
  expect([draft.text.length, client.sentCommands]).toEqual([MOST + 7, []]);
  form.type("question-text", "w".repeat(MOST));
  form.press("question-submit");
  expect(client.sentCommands).toEqual([
    {
      type: "question.ask",
      text: "w".repeat(MOST),
      anonymous: false,
      for_party: false,
      addressee: "",
      language: "",
    },
  ]);
  await client.answer();
  expect(form.text()).not.toContain("shorten");
});

it("counts as the server does: surrogate pairs once, and no blanks at the ends", () => {
  const { form } = typing();
  form.type("question-text", `  ${"🌊".repeat(MOST)}\n`);
  expect(form.text()).toContain("0 characters left");
});

it("moves the focus from the bar to the field", () => {
  const { draft, form, client } = typing();
  const model = new OwnSessionModel(client, "2");
  const onask = () => (draft.wantsFocus = true);
  const bar = show(SessionBar, { model, joining: null, onask, standsBy: false, mark: "" }, client);
  bar.press("ask");
  expect(document.activeElement).toBe(form.field("question-text"));
});

it("isolates the name of who asked wherever a question is shown", () => {
  manualDevices();
  vi.stubGlobal(
    "MutationObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  const asker = "عمر (7)";
  const asked = question("3", { pinned: true, author: asker, asked_by: asker });
  const client = new ManualClient({ roles: ["moderator"] });
  client.receiveEvent({ ...openSession(), question: { 3: asked } });
  const [mine, controller] = [new OwnSessionModel(client, "2"), new ConsoleController(client, "2")];
  const model = new SessionModel(client, "2");
  const listening = new Listening(client, "2", { silent: true });
  const views = [
    show(Question, { model: mine, question: asked }, client),
    show(PinnedQuestion, { model: mine, question: asked }, client),
    show(QuestionRow, { question: asked }, client, controller),
    show(QuestionScene, { model, listening, question: asked, duration: 0, away: false }, client),
  ];
  expect(views.map((view) => view.text().includes(asker))).toEqual([true, true, true, true]);
  expect(
    [...document.querySelectorAll("bdi")].filter((name) => name.textContent.includes(asker)),
  ).toHaveLength(4);
  vi.unstubAllGlobals();
});

it("closes once a question was sent, and keeps one that was refused", async () => {
  const say = vi.spyOn(announcer, "say");
  const { client, draft, form, onclose } = typing();
  form.type("question-text", "Why?");
  form.press("question-submit");
  await client.answer("question.wrong_state");
  expect([draft.text, onclose.mock.calls]).toEqual(["Why?", []]);
  form.press("question-submit");
  await client.answer();
  expect([draft.text, onclose.mock.calls]).toEqual(["", [[true]]]);
  expect(say).toHaveBeenCalledWith("Sent. The moderators read it first.", "question");
});
