import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { question } from "../../testing/question";
import { show } from "../../testing/view";
import { OwnSessionModel } from "./ownSessionModel.svelte";
import Question from "./Question.svelte";

it("takes a vote back while its casting is not answered, and repeats nothing", () => {
  const client = new ManualClient();
  client.receiveEvent(openSession());
  const page = show(Question, { model: new OwnSessionModel(client, "2"), question: question("1") }, client);
  page.press("vote-1");
  page.press("vote-1");
  expect(client.sentCommands).toEqual([{ type: "question.vote", question: "1" }]);
  // The person's votes are told before the command is answered.
  client.receiveSignal("question.my_votes", { questions: ["1"] });
  page.press("vote-1");
  page.press("vote-1");
  expect(client.sentCommands.slice(1)).toEqual([{ type: "question.withdraw_vote", question: "1" }]);
});
