/** The commands that change a delegation or a person, made of changed cells. Pure. */
import type { Entities } from "../../../state/store.svelte";
import type { Command } from "../../../wire/frames";
import type { Value } from "../grid/columns";
import type { Change } from "../grid/edits.svelte";

type Party = Entities["party"];
type Participant = Entities["participant"];
type Values = Record<string, unknown>;

/** A column of a text by language is named `name.fr`. */
const partsOf = (column: string): [string, string | undefined] => {
  const [field = "", ...tag] = column.split(".");
  return [field, tag.length ? tag.join(".") : undefined];
};

function withText(texts: unknown, tag: string, text: Value): Record<string, string> {
  const others = Object.entries((texts ?? {}) as Record<string, string>).filter(([known]) => known !== tag);
  return Object.fromEntries(text === "" ? others : [...others, [tag, String(text)]]);
}

/** A cell without a choice holds "", and a reference is null then. */
const REFERENCES = new Set(["theme", "party"]);
const sent = (field: string, value: Value): unknown =>
  REFERENCES.has(field) && value === "" ? null : field === "accredited" ? value === "yes" : value;

/**
 * New and seen values of some cells. Of a text by language only the languages of these cells are compared with what was
 * seen: another organiser's change in another language is no conflict.
 */
function compared(changes: readonly Change[], now: Values): { values: Values; seen: Values } {
  const values: Values = {};
  const seen: Values = {};
  for (const { column, from, to } of changes) {
    const [field, tag] = partsOf(column);
    if (tag === undefined) {
      values[field] = sent(field, to);
      seen[field] = sent(field, from);
    } else {
      values[field] = withText(values[field] ?? now[field], tag, to);
      seen[field] = withText(seen[field] ?? now[field], tag, from);
    }
  }
  return { values, seen };
}

export const changeParty = (party: Party, changes: readonly Change[]): Command => ({
  type: "parties.change",
  party: party.id,
  ...compared(changes, { name: party.name, spoken: party.spoken }),
});

export const changePerson = (person: Participant, changes: readonly Change[]): Command => ({
  type: "people.change",
  participant: person.id,
  ...compared(changes, {}),
});

/** The fields that a party is added with; the others are changed afterwards. */
const ADDED_WITH = ["category", "code", "place", "most_members"];

/** The command that adds a party with the values of these columns. */
export function addParty(cells: Readonly<Record<string, Value>>): Extract<Command, { type: "parties.add" }> {
  const given = Object.entries(cells).filter(([column]) => ADDED_WITH.includes(column));
  return { type: "parties.add", name: textsOf("name", cells), ...Object.fromEntries(given) };
}

/** What has to be changed of a party that was just added. */
export function changesOfAdded(
  id: string,
  cells: Readonly<Record<string, Value>>,
  valueNow: (column: string) => Value,
): Change[] {
  const later = Object.keys(cells).filter(
    (column) => !ADDED_WITH.includes(column) && partsOf(column)[0] !== "name",
  );
  return later
    .map((column) => ({ id, column, from: valueNow(column), to: cells[column] ?? "" }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

export function textsOf(field: string, cells: Readonly<Record<string, Value>>): Record<string, string> {
  const texts = Object.entries(cells).map(([column, text]) => [...partsOf(column), String(text)] as const);
  const given = texts.filter(([name, tag, text]) => name === field && tag !== undefined && text !== "");
  return Object.fromEntries(given.map(([, tag, text]) => [tag, text]));
}
