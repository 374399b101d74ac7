import { expect, it } from "vitest";
import { standsOut } from "./echo";

const of = (db: number, count = 10) => Array<number>(count).fill(db);

it.each([
  ["a tone in a quiet room", of(-75), of(-40, 40), true],
  ["a tone in a noisy room", of(-50), of(-30, 40), true],
  ["a room that stays as it is", of(-50), of(-48, 40), false],
  ["a chair that falls", of(-60), [...of(-60, 30), ...of(-10, 10)], false],
  ["nothing measured", [], [], false],
])("hears %s", (_, before, during, heard) => {
  expect(standsOut(before, during)).toBe(heard);
});
