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
    { name: "roles", before: "delegate", after: "panellist, delegate" },
    { name: "place", before: "–", after: "hall" },
  ]);
  expect(changesOf({ before: null, after: null })).toEqual([]);
});

test("values within others are lines of their own, and what stayed is left out", () => {
  const before = { title: { en: "Opening", fr: "Ouverture" }, max_members: 4 };
  const after = {
    title: { en: "Closing", fr: "Ouverture" },
    max_members: null,
    booths: [{ id: "fr" }, { id: "" }],
  };
  expect(changesOf({ before, after })).toEqual([
    { name: "title · en", before: "Opening", after: "Closing" },
    { name: "max members", before: "4", after: "–" },
    { name: "booths · 1 · id", before: null, after: "fr" },
    { name: "booths · 2 · id", before: null, after: "–" },
  ]);
  expect(changesOf({ before: null, after: { made: 3, languages: [], on: false } })).toEqual([
    { name: "made", before: null, after: "3" },
    { name: "languages", before: null, after: "–" },
    { name: "on", before: null, after: "false" },
  ]);
  expect(changesOf({ before: { name: "A" }, after: null })).toEqual([
    { name: "name", before: "A", after: null },
  ]);
});
