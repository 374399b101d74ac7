import { expect, it } from "vitest";
import { COLUMN_GAP, nameScale, rollGrid } from "./rollGrid";

/** Rows with names of these widths. */
const rows = (...names: number[]) => ({ names, answer: 4.5 });
const alike = (count: number, name: number) => rows(...Array.from({ length: count }, () => name));

it.each([
  [1, 1728, 560],
  [21, 1728, 560],
  [60, 1728, 560],
  [193, 1728, 560],
  [193, 972, 1100],
])("gives each of %i delegations a row in %i × %i", (count, width, height) => {
  const { size, columns, rows, room } = rollGrid(alike(count, 6), width, height);
  expect(columns * rows).toBeGreaterThanOrEqual(count);
  expect((columns - 1) * rows).toBeLessThan(count);
  expect(rows * size * 1.35).toBeLessThanOrEqual(height);
  expect(columns * size * (room + 4.5 + 1.1) + COLUMN_GAP * (columns - 1)).toBeCloseTo(width);
  expect(room).toBeGreaterThanOrEqual(6);
});

it("uses the largest letters that fit, and the smallest where none do", () => {
  expect(rollGrid(alike(21, 8), 1728, 560)).toMatchObject({ size: 40, columns: 3, rows: 7 });
  expect(rollGrid(alike(21, 13), 1728, 560)).toMatchObject({ size: 37, columns: 2, rows: 11 });
  expect(rollGrid(alike(193, 6), 400, 100)).toMatchObject({ size: 14, columns: 39, rows: 5 });
});

it("lets few long names not make all letters small", () => {
  const short = Array.from({ length: 180 }, () => 6);
  const mixed = rollGrid(rows(...short, ...short.slice(0, 13).map(() => 15)), 1728, 560);
  expect(mixed).toEqual(rollGrid(alike(193, 6), 1728, 560));
});

it("sets names smaller that are too long for their column", () => {
  expect([0, 5, 8, 10, 60].map((width) => nameScale(width, { room: 8 }))).toEqual([1, 1, 1, 0.8, 0.7]);
});
