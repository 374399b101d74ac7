import { beforeEach, expect, it } from "vitest";
import { setLanguage } from "../../locales/language.svelte";
import { regionName, t } from "./texts";

beforeEach(async () => {
  await t.load("id");
  setLanguage("en");
});

it("says a regional group of the United Nations in words", () => {
  expect(regionName("western-europe-others")).toBe("Western Europe and others");
  setLanguage("id");
  expect(regionName("asia-pacific")).toBe("Asia-Pasifik");
});

it("leaves another region as the organiser names it", () => {
  expect(regionName("The islands")).toBe("The islands");
});
