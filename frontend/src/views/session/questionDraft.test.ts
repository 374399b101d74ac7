import { expect, it } from "vitest";
import { QuestionDraft } from "./questionDraft.svelte";

it("is kept over a reload, in its own session only", () => {
  new QuestionDraft("5").text = "Who pays for the cable?";
  expect([new QuestionDraft("5").text, new QuestionDraft("6").text]).toEqual(["Who pays for the cable?", ""]);
  new QuestionDraft("5").text = "";
  expect(new QuestionDraft("5").text).toBe("");
});
