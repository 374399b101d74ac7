import { afterEach, expect, test } from "vitest";
import { setLanguage } from "./language.svelte";
import { languageName, languageTitle, ownName } from "./languageNames";

afterEach(() => setLanguage("en"));

test("a language has a name in the reader's, and an unknown tag is kept", () => {
  expect(["fr", "?"].map(languageName)).toEqual(["French", "?"]);
  setLanguage("id");
  expect(languageName("en")).toBe("Inggris");
});

test("where a name stands alone it begins with a capital letter, as the language itself writes it", () => {
  setLanguage("ru");
  expect([languageName("fr"), languageTitle("fr"), ownName("fr"), ownName("ar")]).toEqual([
    "французский",
    "Французский",
    "Français",
    "العربية",
  ]);
});
