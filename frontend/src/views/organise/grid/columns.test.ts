import { expect, it } from "vitest";
import { choiceColumn, choicesColumn, namesColumn, numberColumn, textColumn } from "./columns";

const basics = { key: "k", title: "K", width: 100, value: () => "" };
const CHOICES = [
  { value: "hall", text: "In the hall" },
  { value: "remote", text: "Remote" },
];

it("takes a text on one line, and says if one is needed or too long", () => {
  const column = textColumn(basics, { maxLength: 8, isNeeded: true });
  expect(column.parse("  two\n lines ")).toEqual({ fault: "long" });
  expect(column.parse(" a\n b ")).toEqual({ value: "a b" });
  expect(column.parse("  ")).toEqual({ fault: "needed" });
});

it("takes a whole number from 1 on, or nothing", () => {
  const column = numberColumn(basics, 500);
  expect(["7", " 500 ", ""].map(column.parse)).toEqual([{ value: 7 }, { value: 500 }, { value: null }]);
  for (const wrong of ["0", "501", "-1", "1.5", "1e2", "٧", "seven"])
    expect(column.parse(wrong)).toEqual({ fault: "number" });
});

it("takes a choice by its value or its text", () => {
  const column = choiceColumn(basics, CHOICES);
  expect(["hall", "REMOTE", "in the hall"].map(column.parse)).toEqual([
    { value: "hall" },
    { value: "remote" },
    { value: "hall" },
  ]);
  expect(column.parse("")).toEqual({ fault: "choice" });
  expect(column.show("remote")).toBe("Remote");
});

it("takes several choices in their own order", () => {
  const column = choicesColumn(basics, CHOICES);
  expect(column.parse("remote, In the hall")).toEqual({ value: ["hall", "remote"] });
  expect(column.parse("")).toEqual({ value: [] });
  expect(column.parse("remote, elsewhere")).toEqual({ fault: "choice" });
});

it("takes names between commas, each once", () => {
  const column = namesColumn(basics, 3, 10);
  expect(column.parse("G77, SIDS; G77،الجزر")).toEqual({ value: ["G77", "SIDS", "الجزر"] });
  expect(column.parse("a,b,c,d")).toEqual({ fault: "long" });
});
