import { expect, it } from "vitest";
import { boothKey, incomingKey, presetKey } from "./keys";

const pressed = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, ...more });
/** Windows tells of AltGr as of both. */
const ALT_GR = { ctrlKey: true, altKey: true };

it("knows the presets by their letters, with Shift too, and by their place on a keyboard of another script", () => {
  expect(["q", "W", "e", "r"].map((key) => presetKey(pressed(key)))).toEqual([0, 1, 2, null]);
  expect(presetKey(pressed("й", { code: "KeyQ" }))).toBe(0);
  expect(presetKey(pressed("У", { code: "KeyE", shiftKey: true }))).toBe(2);
  // On a French keyboard the letter counts.
  expect([presetKey(pressed("a", { code: "KeyQ" })), presetKey(pressed("q", { code: "KeyA" }))]).toEqual([
    null,
    0,
  ]);
});

it("takes what AltGr writes for no key", () => {
  for (const key of ["@", "€", "q", "e"]) expect(presetKey(pressed(key, ALT_GR))).toBeNull();
  for (const key of ["v", "c", "µ"]) expect(boothKey(pressed(key, ALT_GR))).toBeNull();
  expect(incomingKey(pressed("2", ALT_GR))).toBeNull();
  expect(presetKey(pressed("@", { code: "KeyQ" }))).toBeNull();
});

it("knows the key to the moderator and the operator", () => {
  expect([boothKey(pressed("v")), boothKey(pressed("М", { code: "KeyV" }))]).toEqual(["talk", "talk"]);
});
