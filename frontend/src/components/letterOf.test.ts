import { expect, it } from "vitest";
import { letterOf } from "./letterOf";

it("is the Latin letter at the place of a Russian or Arabic one", () => {
  const pressed = [
    ["п", "KeyG"],
    ["П", "KeyG"],
    ["ل", "KeyG"],
    ["g", "KeyG"],
    // On a French keyboard the letter counts, not the place.
    ["a", "KeyQ"],
    ["é", "Digit2"],
    ["?", "Slash"],
    ["ArrowUp", "ArrowUp"],
    ["х", "BracketLeft"],
  ].map(([key = "", code]) => letterOf(code ? { key, code } : { key }));
  expect(pressed).toEqual(["g", "g", "g", "g", "a", "é", "?", "ArrowUp", "х"]);
});
