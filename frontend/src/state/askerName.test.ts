import { expect, it } from "vitest";
import { setLanguage } from "../locales/language.svelte";
import { askerName } from "./selectors";

it("marks the name of a guest, in every language", () => {
  const told = (author: string, guest: boolean) => askerName({ author, guest });
  expect([told("Ana", true), told("", true), told("Ana", false), told("", false)]).toEqual([
    "Ana (guest)",
    "a guest",
    "Ana",
    "",
  ]);
  expect(told("آنا", true)).toBe("\u2068آنا\u2069 (guest)");
  setLanguage("id");
  expect([told("Ana", true), told("", true)]).toEqual(["Ana (tamu)", "seorang tamu"]);
  setLanguage("en");
});
