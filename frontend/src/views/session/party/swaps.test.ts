import { expect, it } from "vitest";
import type { Entities } from "../../../state/store.svelte";
import { neighboursOf } from "./swaps";

type Entry = Entities["entry"];
const entry = (id: string, party: string, category: Entry["category"] = "state") =>
  ({ id, party, category }) as Entry;
const ids = (entries: Entry[]) => entries.map(({ id }) => id);

it("offers the neighbours on both sides", () => {
  const list = [entry("1", "a"), entry("2", "b"), entry("3", "c"), entry("4", "d")];
  expect(["1", "2", "4", "9"].map((id) => ids(neighboursOf(list, id)))).toEqual([
    ["2"],
    ["1", "3"],
    ["3"],
    [],
  ]);
});

it("offers no entry of another category or of the party itself", () => {
  const list = [entry("1", "a", "group"), entry("2", "b"), entry("3", "b")];
  expect(ids(neighboursOf(list, "2"))).toEqual([]);
});
