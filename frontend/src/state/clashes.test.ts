import { expect, it } from "vitest";
import { clashingWith } from "./clashes";

const clash = (id: string, party: string, ...sessions: string[]) => ({ id, party, sessions });

it("names the other sessions of this party only", () => {
  const clashes = [clash("1", "6", "3", "4"), clash("2", "6", "4", "5"), clash("3", "7", "4", "8")];
  expect(clashingWith(clashes, "6", "4")).toEqual(["3", "5"]);
  expect(clashingWith(clashes, "6", "8")).toEqual([]);
  expect(clashingWith(clashes, null, "4")).toEqual([]);
});
