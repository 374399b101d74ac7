import { describe, expect, it } from "vitest";
import { sortQuestions, type QuestionOrder } from "./questionOrders";
import { question } from "../testing/question";
import type { Entities } from "./store.svelte";

type Question = Entities["question"];

const at = (minute: string, fields: Partial<Question> = {}): Question =>
  question(minute, { place: "hall", asked_at: `2021-11-16T05:${minute}:00Z`, ...fields });

const ids = (
  order: QuestionOrder,
  questions: Question[],
  votes: Record<string, number>,
  nextUp: string[] = [],
) => sortQuestions(questions, { order, votes, nextUp }).map(({ id }) => id);

describe("the order of questions", () => {
  const three = [at("10"), at("20"), at("30")];

  it("is by votes, then by age", () => {
    expect(ids("votes", three, { 30: 5 })).toEqual(["30", "10", "20"]);
  });

  it("is by newness", () => {
    expect(ids("newest", three, { 10: 9 })).toEqual(["30", "20", "10"]);
  });

  it("is the moderator's, and by votes after it", () => {
    expect(ids("moderator", three, { 10: 1, 30: 5 }, ["20"])).toEqual(["20", "30", "10"]);
  });

  it("puts delegations without an answer first, and remote before hall", () => {
    const questions = [
      at("01", { party: "1", state: "answered" }),
      at("10", { party: "1", place: "remote" }),
      at("20", { party: "2" }),
      at("30", { party: "3", place: "remote" }),
      at("40", { place: "remote" }),
    ];
    expect(ids("balance", questions, { 10: 90, 20: 3, 30: 1, 40: 50 })).toEqual([
      "30",
      "20",
      "10",
      "40",
      "01",
    ]);
  });

  it("puts what is being answered first, and what was decided last", () => {
    const questions = [
      at("10", { state: "answered" }),
      at("20", { state: "deferred" }),
      at("30"),
      at("40", { state: "answering" }),
    ];
    expect(ids("newest", questions, {})).toEqual(["40", "30", "20", "10"]);
  });
});
