import { expect, it } from "vitest";
import { conflictsWith } from "./conflicts";

const clash = (id: string, party: string, ...sessions: string[]) => ({ id, party, sessions });

it("names the other sessions of this party only", () => {
  const clashes = [clash("1", "6", "3", "4"), clash("2", "6", "4", "5"), clash("3", "7", "4", "8")];
  expect(conflictsWith(clashes, "6", "4")).toEqual(["3", "5"]);
  expect(conflictsWith(clashes, "6", "8")).toEqual([]);
  expect(conflictsWith(clashes, null, "4")).toEqual([]);
});
