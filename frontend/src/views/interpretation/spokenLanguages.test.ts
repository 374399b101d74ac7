import { expect, it } from "vitest";
import { spokenLanguages } from "./spokenLanguages";

it("offers the channels first, and languages into which nobody interprets", () => {
  const channels = [{ id: "fr" }, { id: "es" }];
  expect(spokenLanguages(channels)).toEqual(["fr", "es", "ar", "zh", "en", "ru", "id"]);
  expect(spokenLanguages(channels, "pt").at(-1)).toBe("pt");
});
