import { expect, it } from "vitest";
import { COLUMN_GAP, nameScale, rollGrid } from "./rollGrid";

const named = (count: number, length: number) => Array.from({ length: count }, () => "x".repeat(length));

it.each([
  [1, 1728, 560],
  [21, 1728, 560],
  [60, 1728, 560],
  [193, 1728, 560],
  [193, 972, 1100],
])("gives each of %i delegations a row in %i × %i", (count, width, height) => {
  const { size, columns, rows, column } = rollGrid(named(count, 24), width, height);
  expect(columns * rows).toBeGreaterThanOrEqual(count);
  expect((columns - 1) * rows).toBeLessThan(count);
  expect(rows * size * 1.35).toBeLessThanOrEqual(height);
  expect(columns * column + COLUMN_GAP * (columns - 1)).toBeCloseTo(width);
  expect(column).toBeGreaterThanOrEqual(12 * size);
});

it("uses the largest letters that fit, and the smallest where none do", () => {
  expect(rollGrid(named(21, 10), 1728, 560)).toEqual({ size: 40, columns: 3, rows: 7, column: 560 });
  expect(rollGrid(named(21, 24), 1728, 560)).toMatchObject({ size: 37, columns: 2 });
  expect(rollGrid(named(193, 24), 1728, 560).size).toBeGreaterThanOrEqual(16);
  expect(rollGrid(named(193, 24), 400, 100)).toMatchObject({ size: 14, columns: 39, rows: 5 });
});

it("sets names smaller that are too long for their column", () => {
  const grid = { size: 20, column: 250 };
  expect([4, 12, 16, 60].map((length) => nameScale("x".repeat(length), grid).toFixed(2))).toEqual([
    "1.00",
    "1.00",
    "0.81",
    "0.75",
  ]);
});
