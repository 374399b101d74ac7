import { expect, it } from "vitest";
import { pseudo } from "./pseudo";

it("accents and lengthens a text, and leaves its placeholders", () => {
  expect(pseudo("You are {name}")).toBe("[Ýöû áré {name} ~ ~ ~]");
  expect(pseudo("")).toBe("");
});
