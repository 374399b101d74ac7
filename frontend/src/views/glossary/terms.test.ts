import { expect, it } from "vitest";
import { found, termsOf, type Term } from "./terms";

const term = (id: string, term: string, language: string, translation: string): Term => ({
  id,
  term,
  language,
  translation,
});
const QUORUM = term("1", "quorum", "es", "quórum");
const ORDER = term("2", "point of order", "fr", "motion d’ordre");
const AGENDA = term("3", "order of the day", "fr", "ordre du jour");

it("finds terms and translations without marks and case, those that begin so first", () => {
  const all = [QUORUM, ORDER, AGENDA];
  expect(found(all, "")).toEqual(all);
  expect(found(all, "QUÓ")).toEqual([QUORUM]);
  expect(found(all, "ord")).toEqual([AGENDA, ORDER]);
  expect(found(all, "xyz")).toEqual([]);
});

it.each([
  ["term,language,translation\nquorum,es,quórum\n"],
  ["quorum\tes\tquórum"],
  ["\uFEFFquorum;es;quórum;\r\n\r\n"],
  ['"quorum","es","quórum"'],
])("reads the lines of a file: %j", (text) => {
  expect(termsOf(text)).toEqual([{ term: "quorum", language: "es", translation: "quórum" }]);
});

it("keeps commas and quotes in cells", () => {
  expect(termsOf('"so called ""order""",fr,"ordre, dit"')).toEqual([
    { term: 'so called "order"', language: "fr", translation: "ordre, dit" },
  ]);
});

it("names the first line that is not a term", () => {
  expect(termsOf("quorum,es,quórum\nquorum,Spanish please,quórum")).toBe(2);
  expect(termsOf("quorum,es")).toBe(1);
  expect(termsOf("a,fr,b\na,fr,b,c")).toBe(2);
  expect(termsOf("")).toEqual([]);
});
