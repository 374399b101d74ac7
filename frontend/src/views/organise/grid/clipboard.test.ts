import { expect, it } from "vitest";
import { formatCells, parseCells } from "./clipboard";

it("reads a block as Excel and LibreOffice put it on the clipboard", () => {
  expect(parseCells("Fiji\tPacific\r\nChile\tAmericas\r\n")).toEqual([
    ["Fiji", "Pacific"],
    ["Chile", "Americas"],
  ]);
});

it.each([
  ['"two\nlines"\tx', [["two\nlines", "x"]]],
  ['"said ""yes"""\tx', [['said "yes"', "x"]]],
  ['"tab\tinside"\nnext', [["tab\tinside"], ["next"]]],
  // Excel quotes no cell for its quotes alone.
  ['"Fiji" islands\tx', [['"Fiji" islands', "x"]]],
  ['"open\tx', [['"open', "x"]]],
])("reads quoted cells: %j", (text, cells) => {
  expect(parseCells(text)).toEqual(cells);
});

it.each([
  ["", []],
  ["\n", [[""]]],
  ["a\t", [["a", ""]]],
  ["a\t\n", [["a", ""]]],
  ["a\n\nb", [["a"], [""], ["b"]]],
  ["\t\tc", [["", "", "c"]]],
])("keeps empty cells: %j", (text, cells) => {
  expect(parseCells(text)).toEqual(cells);
});

it("copies what it reads", () => {
  const cells = [
    ["plain", "two\nlines", 'a "quote"', '"first', "tab\there"],
    ["جمهورية", "", "x", "", "y"],
  ];
  expect(parseCells(formatCells(cells))).toEqual(cells);
});
