import { expect, test } from "vitest";
import type { MinutesSection, SessionMinutes } from "../../state/minutes";
import { approvedNotes, correctionsOf, courseOf } from "./course";

const moment = (text: string) => ({ text: `${text}:00`, utc: "", at: `2021-11-16T${text}:00.000Z` });
const said = (text: string) => ({ text, utc: "", at: "" });
const column = (name: string) => ({ name, label: name, figures: false });
const correction = { text: "Two minutes.", reason: "Clock", by: "", at: moment("11:00") };

const turns: MinutesSection = {
  name: "turns",
  title: "Turns",
  columns: [column("turn"), column("party")],
  rows: [{ item: "turn/3", cells: [said("3"), said("Fiji")], corrections: [correction] }],
};
const notes: MinutesSection = {
  name: "notes",
  title: "Notes",
  columns: [column("note"), column("turn"), column("at"), column("text")],
  rows: [
    {
      item: "note/1",
      cells: [said("1"), said("3"), moment("10:01"), said("Fiji agreed.")],
      corrections: [],
    },
    { item: "note/2", cells: [said("2"), said(""), moment("10:02"), said("A pause.")], corrections: [] },
  ],
};
const event = (item: string, text: string, at: string) => ({ item, text, at: moment(at), heading: "" });
const minutes = {
  sections: [turns, notes],
  chronology: [
    event("turn/3", "Fiji had the floor.", "10:01"),
    event("note/2", "A pause.", "10:02"),
    event("vote/4", "It was put.", "10:03"),
    event("vote/4", "It was closed.", "10:04"),
  ],
} as unknown as SessionMinutes;

test("a note stands beneath its turn, one without a turn at its moment, and a vote is named where it ends", () => {
  const rows = courseOf(minutes, approvedNotes(notes));
  expect(rows.map(({ item, time, text, turn, party }) => [item, time, text, turn, party])).toEqual([
    ["turn/3", "10:01", "Fiji had the floor.", "3", "Fiji"],
    ["note/2", "10:02", "", null, ""],
    ["", "10:03", "It was put.", null, ""],
    ["vote/4", "10:04", "It was closed.", null, ""],
  ]);
  expect(rows.map((row) => row.notes.map(({ text }) => text))).toEqual([
    ["Fiji agreed."],
    ["A pause."],
    [],
    [],
  ]);
});

test("corrections are found by their item", () => {
  expect(correctionsOf(minutes)).toEqual({ "turn/3": [correction], "note/1": [], "note/2": [] });
});
