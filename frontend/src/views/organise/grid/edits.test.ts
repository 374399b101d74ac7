import { expect, it } from "vitest";
import { UndoStack } from "../undo.svelte";
import { Edits, type Change, type Refused } from "./edits.svelte";

const WRONG: Refused = { code: "edit.changed_meanwhile", message: "Changed." };
const change = (id: string, column: string, from: string, to: string): Change => ({ id, column, from, to });

function edits(refuses: (id: string, changes: readonly Change[]) => boolean = () => false) {
  const saved: string[] = [];
  const undo = new UndoStack();
  const made = new Edits(
    {
      save: async (id, changes) => {
        if (refuses(id, changes)) return WRONG;
        saved.push(`${id}: ${changes.map(({ column, to }) => `${column}=${String(to)}`).join(" ")}`);
        return null;
      },
      commandOf: (column) => (column === "roles" ? "roles" : "change"),
      show: (_, value) => String(value),
      notRestored: (failures) => failures.map(({ change: { id, column } }) => `${id}/${column}`).join(),
    },
    undo,
  );
  return { edits: made, saved, undo };
}
const label = (done: readonly Change[]) => String(done.length);

it("sends one command for each row and kind of change, in order", async () => {
  const { edits: made, saved } = edits();
  const changes = [
    change("1", "a", "", "x"),
    change("1", "b", "", "y"),
    change("1", "roles", "", "z"),
    change("2", "a", "", "x"),
  ];
  expect(await made.write(changes, label)).toEqual([]);
  expect(saved).toEqual(["1: a=x b=y", "1: roles=z", "2: a=x"]);
});

it("sends nothing for a cell that stays the same", async () => {
  const { edits: made, saved, undo } = edits();
  await made.write([change("1", "a", "x", "x")], label);
  expect([saved, undo.last]).toEqual([[], null]);
});

it("saves the right cells of a row in which one is refused, and keeps what was typed in that one", async () => {
  const { edits: made, saved, undo } = edits((_, changes) => changes.some(({ column }) => column === "b"));
  const failures = await made.write([change("1", "a", "", "x"), change("1", "b", "old", "y")], label);
  expect(saved).toEqual(["1: a=x"]);
  expect(failures.map(({ change: { column } }) => column)).toEqual(["b"]);
  expect(made.draft("1", "b")).toMatchObject({ text: "y", refused: WRONG });
  expect([made.draft("1", "a"), made.refused, undo.last?.label()]).toEqual([undefined, 1, "1"]);
});

it("undoes a whole block as one step, the last change first, and does it again", async () => {
  const { edits: made, saved, undo } = edits();
  await made.write([change("1", "a", "old", "new"), change("2", "a", "", "x")], label);
  saved.length = 0;
  await undo.undo();
  expect(saved.splice(0)).toEqual(["2: a=", "1: a=old"]);
  await undo.redo();
  expect(saved).toEqual(["1: a=new", "2: a=x"]);
});

it("says which cells an undo could not restore, and marks none", async () => {
  let isLate = false;
  const { edits: made, undo } = edits(() => isLate);
  await made.write([change("1", "a", "old", "new")], label);
  isLate = true;
  expect(await undo.undo()).toBeNull();
  expect(undo.refusal).toBe("1/a");
  expect(made.refused).toBe(0);
});

it("undoes changes of a row that was removed and added again", async () => {
  const { edits: made, saved, undo } = edits();
  await made.write([change("1", "a", "old", "new")], label);
  made.rename("1", "5");
  made.rename("5", "9");
  await undo.undo();
  expect(saved.at(-1)).toBe("9: a=old");
});

it("counts what is on its way", async () => {
  const { edits: made } = edits();
  const written = made.write([change("1", "a", "", "x")], label);
  expect(made.draft("1", "a")).toMatchObject({ text: "x", refused: null });
  await written;
  expect([made.waiting, made.drafts.size]).toEqual([0, 0]);
});
