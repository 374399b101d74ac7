/** The course of a session by time, with the notes of its turns. Pure. */
import type { MinutesRow, MinutesSection, SessionMinutes } from "../../state/minutes";
import type { VisibleNote } from "./notes";

/** A note, and its moment as a text. */
export type TimedNote = VisibleNote & { time: string };

export interface CourseRow {
  /** Such as `turn/3`; empty if nothing refers to it. */
  item: string;
  at: string;
  time: string;
  text: string;
  /** Stands before it. */
  heading: string;
  /** The number of its turn, and the name of its party; null and empty if it is none. */
  turn: string | null;
  party: string;
  /** The note that the row is of; empty if it is something else. */
  note: string;
  notes: TimedNote[];
}

const withoutSeconds = (time: string) => time.replace(/:\d\d$/, "");

const cellIn = (section: MinutesSection | undefined, row: MinutesRow, name: string) =>
  row.cells[section?.columns.findIndex((one) => one.name === name) ?? -1];

/** The approved notes in the minutes' section of notes. */
export function approvedNotes(section: MinutesSection | undefined): TimedNote[] {
  return (section?.rows ?? []).map((row) => ({
    id: row.item.slice(row.item.indexOf("/") + 1),
    turn: cellIn(section, row, "turn")?.text || null,
    at: cellIn(section, row, "at")?.at ?? "",
    time: cellIn(section, row, "at")?.text ?? "",
    text: cellIn(section, row, "text")?.text ?? "",
    version: 0,
    state: "approved",
    author: null,
  }));
}

/** What happened, by time. A note stands beneath its turn; one without a turn in a row of its own. */
export function courseOf(minutes: SessionMinutes, notes: readonly TimedNote[]): CourseRow[] {
  const turns = minutes.sections.find(({ name }) => name === "turns");
  const parties = new Map(
    (turns?.rows ?? []).map((row) => [row.item, cellIn(turns, row, "party")?.text ?? ""]),
  );
  const turnOf = (item: string) => (parties.has(item) ? item.slice("turn/".length) : null);
  const rows = minutes.chronology
    .filter(({ item }) => !item.startsWith("note/"))
    .map(({ item, at, text, heading }, place, all): CourseRow => {
      // A vote is put and closed: what refers to it is shown where it ends.
      const named = all.findLastIndex((one) => one.item === item) === place ? item : "";
      const turn = turnOf(named);
      return {
        ...{ item: named, at: at.at, time: withoutSeconds(at.text), text, heading, turn, note: "" },
        party: parties.get(named) ?? "",
        notes: notes.filter((one) => turn !== null && one.turn === turn),
      };
    });
  const alone = notes
    .filter(({ turn }) => turn === null || !parties.has(`turn/${turn}`))
    .map((one): CourseRow => ({
      ...{ item: `note/${one.id}`, at: one.at, time: withoutSeconds(one.time), text: "", heading: "" },
      ...{ turn: null, party: "", note: one.id, notes: [one] },
    }));
  return [...rows, ...alone].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** The corrections of all items. */
export const correctionsOf = ({ sections }: SessionMinutes): Record<string, MinutesRow["corrections"]> =>
  Object.fromEntries(
    sections.flatMap(({ rows }) => rows.filter(({ item }) => item).map((row) => [row.item, row.corrections])),
  );
