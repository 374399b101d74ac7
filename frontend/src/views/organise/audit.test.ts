import { expect, test } from "vitest";
import { changesOf, queryOf } from "./audit";

const NOTHING = { actor: "", action: "", subject: "", since: "", until: "" };

test("only filters that are set are sent", () => {
  expect(queryOf(NOTHING)).toBe("");
  expect(queryOf({ ...NOTHING, actor: "Ana & Co" }, "7")).toBe("?actor=Ana+%26+Co&before=7");
});

test("a change names each member with what it was and what it is", () => {
  const before = { roles: ["delegate"], place: "" };
  expect(changesOf({ before, after: { roles: ["panellist", "delegate"], place: "hall" } })).toEqual([
    "roles: delegate → panellist, delegate",
    "place: – → hall",
  ]);
  expect(changesOf({ before: null, after: { made: 3, title: { en: "Opening" } } })).toEqual([
    "made: 3",
    'title: {"en":"Opening"}',
  ]);
  expect(changesOf({ before: null, after: null })).toEqual([]);
});
