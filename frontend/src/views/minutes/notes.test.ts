import { expect, test } from "vitest";
import type { Entities } from "../../state/store.svelte";
import { notesOf, uniqueById, partyNameInSentence, withPhrase } from "./notes";

const note = { id: "2", turn: "1", at: "2021-11-16T02:00:00Z", text: "Fiji agreed.", version: 1 };

test("notes of all states stand in the order of their moments", () => {
  const draft = {
    ...note,
    id: "10",
    at: "2021-11-16T01:00:00Z",
    state: "ready" as const,
    author: "7",
  };
  const later = { ...draft, id: "9", at: note.at };
  expect(notesOf([note], [later, draft]).map(({ id, state, author }) => [id, state, author])).toEqual([
    ["10", "ready", "7"],
    ["2", "approved", null],
    ["9", "ready", "7"],
  ]);
});

test("a note that comes in two ways, or is approved just now, stands once", () => {
  const draft = { ...note, state: "draft" as const, author: "7" };
  expect(notesOf([], [draft, draft])).toEqual([draft]);
  expect(notesOf([note], [draft])).toEqual([{ ...note, state: "approved", author: null }]);
  expect(uniqueById([{ id: "1" }, { id: "2" }, { id: "1" }])).toEqual([{ id: "1" }, { id: "2" }]);
});

test("a party is named as within a sentence, if that differs", () => {
  const parties = [
    { name: { en: "Korea" }, spoken: { en: "the Republic of Korea" } },
    { name: { en: "Fiji" }, spoken: {} },
  ] as unknown as Entities["party"][];
  expect(partyNameInSentence(parties, "Korea", "en")).toBe("the Republic of Korea");
  expect(partyNameInSentence(parties, "Fiji", "en")).toBe("Fiji");
  expect(partyNameInSentence(parties, "A. Person, Daily", "en")).toBe("A. Person, Daily");
});

test("a phrase replaces what is marked, apart from the words around it", () => {
  expect(withPhrase("", "Fiji said that", 0, 0)).toEqual({ text: "Fiji said that ", cursor: 15 });
  expect(withPhrase("It agreed. And more", "Fiji asked", 10, 10)).toEqual({
    text: "It agreed. Fiji asked And more",
    cursor: 22,
  });
  expect(withPhrase("He said it.", "Fiji said", 0, 7)).toEqual({ text: "Fiji said it.", cursor: 10 });
});
