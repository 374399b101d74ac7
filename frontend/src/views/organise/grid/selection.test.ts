import { expect, it } from "vitest";
import { blockBetween, pastePlan, placeAfter, placeAfterTab } from "./selection";

const SIZE = { rows: 30, columns: 4 };

it.each([
  ["ArrowDown", false, { row: 6, column: 2 }],
  ["ArrowUp", true, { row: 0, column: 2 }],
  ["ArrowRight", false, { row: 5, column: 3 }],
  ["ArrowLeft", true, { row: 5, column: 0 }],
  ["Home", false, { row: 5, column: 0 }],
  ["End", false, { row: 5, column: 3 }],
  ["Home", true, { row: 0, column: 0 }],
  ["End", true, { row: 29, column: 3 }],
  ["PageDown", false, { row: 15, column: 2 }],
  ["PageUp", false, { row: 0, column: 2 }],
  ["a", false, null],
])("moves the focus by %s, with Ctrl: %s", (key, far, to) => {
  expect(placeAfter({ row: 5, column: 2 }, key, far, SIZE, 10)).toEqual(to);
});

it("goes on in the next row by Tab, and leaves the table at its ends", () => {
  expect(placeAfterTab({ row: 0, column: 3 }, false, SIZE)).toEqual({ row: 1, column: 0 });
  expect(placeAfterTab({ row: 1, column: 0 }, true, SIZE)).toEqual({ row: 0, column: 3 });
  expect(placeAfterTab({ row: 0, column: 0 }, true, SIZE)).toBeNull();
  expect(placeAfterTab({ row: 29, column: 3 }, false, SIZE)).toBeNull();
});

const one = (row: number, column: number) => blockBetween({ row, column }, { row, column });

it("pastes a block from the focused cell on", () => {
  const plan = pastePlan([["a", "b"], ["c"]], one(1, 1), SIZE);
  expect(plan).toEqual({
    cells: [
      { row: 1, column: 1, text: "a" },
      { row: 1, column: 2, text: "b" },
      { row: 2, column: 1, text: "c" },
    ],
    beyond: [],
    outside: 0,
  });
});

it("fills the selection with a block that fits into it", () => {
  const plan = pastePlan([["a"], ["b"]], blockBetween({ row: 0, column: 0 }, { row: 3, column: 1 }), SIZE);
  expect(plan.cells.map(({ text }) => text).join("")).toBe("aabbaabb");
});

it("offers the rows below the last one, and counts what is beside the last column", () => {
  const plan = pastePlan([["a", "b", "c"], ["d"]], one(29, 2), SIZE);
  expect(plan.cells).toEqual([
    { row: 29, column: 2, text: "a" },
    { row: 29, column: 3, text: "b" },
  ]);
  expect(plan).toMatchObject({ beyond: [["d"]], outside: 1 });
});

it("pastes nothing of an empty clipboard", () => {
  expect(pastePlan([], one(0, 0), SIZE)).toEqual({ cells: [], beyond: [], outside: 0 });
});
