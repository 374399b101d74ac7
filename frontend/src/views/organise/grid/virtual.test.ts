import { expect, it } from "vitest";
import { renderedRows, rowWindow } from "./virtual";

it("renders the rows in sight and a few beyond", () => {
  expect(rowWindow(0, 360, 36, 4300)).toEqual({ first: 0, end: 13 });
  expect(rowWindow(3600, 360, 36, 4300)).toEqual({ first: 97, end: 113 });
  expect(rowWindow(4290 * 36, 360, 36, 4300)).toEqual({ first: 4287, end: 4300 });
});

it("renders nothing beyond a table that became shorter", () => {
  expect(rowWindow(3600, 360, 36, 3)).toEqual({ first: 3, end: 3 });
});

it("keeps the row with the focus on the page", () => {
  expect(renderedRows({ first: 5, end: 8 }, 6, 20)).toEqual([5, 6, 7]);
  expect(renderedRows({ first: 5, end: 8 }, 1, 20)).toEqual([1, 5, 6, 7]);
  expect(renderedRows({ first: 5, end: 8 }, 19, 20)).toEqual([5, 6, 7, 19]);
  expect(renderedRows({ first: 5, end: 8 }, 20, 20)).toEqual([5, 6, 7]);
});
