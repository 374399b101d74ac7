import { expect, it } from "vitest";
import { findByName } from "./findByName";

const NAMES = ["Chile", "China", "Côte d'Ivoire", "Fiji", "United Kingdom", "Republic of Korea", "Kiribati"];
const all = NAMES.map((name, index) => ({ id: String(index), name }));
const found = (typed: string) => findByName(all, typed, "en").map(({ name }) => name);

it.each([
  ["", []],
  ["  ", []],
  ["ch", ["Chile", "China"]],
  ["CHI", ["Chile", "China"]],
  ["cote", ["Côte d'Ivoire"]],
  ["k", ["Kiribati", "Republic of Korea", "United Kingdom"]],
  ["d'iv", ["Côte d'Ivoire"]],
  ["xx", []],
])("of '%s' finds %j", (typed, names) => {
  expect(found(typed)).toEqual(names);
});
