import { expect, it } from "vitest";
import { UndoStack } from "./undo.svelte";

function stack() {
  const undo = new UndoStack();
  const log: string[] = [];
  const step = (name: string, refusal = "") => ({
    label: () => name,
    undo: async () => (log.push(`undo ${name}`), refusal),
    redo: async () => (log.push(`redo ${name}`), refusal),
  });
  return { undo, log, step };
}

it("undoes the last step first, and does it again", async () => {
  const { undo, log, step } = stack();
  undo.push(step("a"));
  undo.push(step("b"));
  await undo.undo();
  await undo.undo();
  expect(await undo.undo()).toBeNull();
  await undo.redo();
  expect(log).toEqual(["undo b", "undo a", "redo a"]);
  expect([undo.last?.label(), undo.next?.label()]).toEqual(["a", "b"]);
});

it("forgets what was undone once something else is done", async () => {
  const { undo, step } = stack();
  undo.push(step("a"));
  await undo.undo();
  undo.push(step("b"));
  expect([undo.last?.label(), undo.next]).toEqual(["b", null]);
});

it("undoes two steps for two quick presses", async () => {
  const { undo, log, step } = stack();
  undo.push(step("a"));
  undo.push(step("b"));
  const pressed = [undo.undo(), undo.undo()];
  expect(undo.busy).toBe(true);
  await Promise.all(pressed);
  expect(log).toEqual(["undo b", "undo a"]);
  expect(undo.busy).toBe(false);
});

it("drops a step whose undo was refused", async () => {
  const { undo, step } = stack();
  undo.push(step("a", "It was changed."));
  expect(await undo.undo()).toBeNull();
  expect(undo.refusal).toBe("It was changed.");
  expect([undo.last, undo.next, undo.busy]).toEqual([null, null, false]);
});

it("undoes what was done before it was pressed, although that has no answer yet", async () => {
  const { undo, log, step } = stack();
  undo.push(step("a"));
  undo.waitFor(() => Promise.resolve(undo.push(step("b"))));
  await undo.undo();
  expect(log).toEqual(["undo b"]);
});

it("keeps a hundred steps", async () => {
  const { undo, step } = stack();
  for (let n = 0; n < 130; n++) undo.push(step(String(n)));
  let steps = 0;
  while (await undo.undo()) steps++;
  expect(steps).toBe(100);
});
