import { expect, it } from "vitest";
import { choiceColumn, textColumn } from "./columns";
import { EMPTY_CELL, passesFilters, RowOrder, sortRows } from "./rowOrder";

interface Row {
  id: string;
  name: string;
  place: string;
}
const COLUMNS = [
  textColumn<Row>({ key: "name", title: "Name", width: 1, value: ({ name }) => name }, { maxLength: 9 }),
  choiceColumn<Row>({ key: "place", title: "Place", width: 1, value: ({ place }) => place }, [
    { value: "", text: "" },
    { value: "hall", text: "Hall" },
  ]),
];
const row = (id: string, name: string, place = ""): Row => ({ id, name, place });
const ids = (rows: readonly Row[]) => rows.map(({ id }) => id);

it("sorts by what the cells show, with empty cells last", () => {
  const rows = [row("1", "room 10"), row("2", ""), row("3", "Room 9"), row("4", "Édith")];
  expect(ids(sortRows(rows, COLUMNS, { column: "name", descending: false }, "en"))).toEqual([
    "4",
    "3",
    "1",
    "2",
  ]);
  expect(ids(sortRows(rows, COLUMNS, { column: "name", descending: true }, "en"))).toEqual([
    "1",
    "3",
    "4",
    "2",
  ]);
});

it("filters by a part of a text, by a choice, and by nothing", () => {
  expect(passesFilters(row("1", "Fiji"), COLUMNS, { name: "IJ" })).toBe(true);
  expect(passesFilters(row("1", "Fiji"), COLUMNS, { name: "x" })).toBe(false);
  expect(passesFilters(row("1", "Fiji", "hall"), COLUMNS, { place: "hall" })).toBe(true);
  expect(passesFilters(row("1", "Fiji", "hall"), COLUMNS, { place: EMPTY_CELL })).toBe(false);
  expect(passesFilters(row("1", "Fiji"), COLUMNS, { place: EMPTY_CELL, name: "" })).toBe(true);
});

it("moves no row after a live change, and puts new rows last", () => {
  const order = new RowOrder<Row>();
  const [sort, filters] = [{ column: "name", descending: false }, {}];
  const arrange = (rows: Row[]) => ids(order.arrange(rows, COLUMNS, sort, filters, "en"));
  expect(arrange([row("1", "b"), row("2", "a")])).toEqual(["2", "1"]);
  expect(arrange([row("1", "b"), row("2", "z"), row("3", "a")])).toEqual(["2", "1", "3"]);
  expect(arrange([row("1", "b"), row("3", "a")])).toEqual(["1", "3"]);
});

it("adds no row that the filter leaves out", () => {
  const order = new RowOrder<Row>();
  const [sort, filters] = [{ column: "name", descending: false }, { name: "a" }];
  const arrange = (rows: Row[]) => ids(order.arrange(rows, COLUMNS, sort, filters, "en"));
  expect(arrange([row("1", "a"), row("2", "b")])).toEqual(["1"]);
  expect(arrange([row("1", "a"), row("2", "b"), row("3", "b"), row("4", "ba")])).toEqual(["1", "4"]);
});

it("sorts the first rows that come", () => {
  const order = new RowOrder<Row>();
  const [sort, filters] = [{ column: "name", descending: false }, {}];
  const arrange = (rows: Row[]) => ids(order.arrange(rows, COLUMNS, sort, filters, "en"));
  expect(arrange([])).toEqual([]);
  expect(arrange([row("1", "b"), row("2", "a")])).toEqual(["2", "1"]);
});
