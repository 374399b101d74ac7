import { expect, it } from "vitest";
import { question } from "../../testing/question";
import { filtersOf, passesFilter } from "./questionFilters";

const QUESTIONS = [
  question("1", { party: "3", place: "hall", labels: ["Funds: new"], language: "fr" }),
  question("2", { addressee: "chair", flagged: ["shame"], claimed_by: "8" }),
];

it("offers what some question has", () => {
  expect(filtersOf(QUESTIONS)).toEqual([
    ...[
      "flagged",
      "label:Funds: new",
      "language:fr",
      "mine",
      "party:3",
      "place:hall",
      "place:remote",
      "to:chair",
    ],
  ]);
});

it("finds the questions that have it", () => {
  const found = (filter: string, me = "8") =>
    QUESTIONS.filter((one) => passesFilter(one, filter, me)).map(({ id }) => id);
  expect(found("")).toEqual(["1", "2"]);
  for (const filter of ["label:Funds: new", "language:fr", "party:3", "place:hall"]) {
    expect(found(filter)).toEqual(["1"]);
  }
  for (const filter of ["flagged", "mine", "to:chair", "place:remote"]) expect(found(filter)).toEqual(["2"]);
  expect(found("mine", "9")).toEqual([]);
});
