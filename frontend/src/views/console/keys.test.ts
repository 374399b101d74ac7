import { expect, it } from "vitest";
import { actOfKey, GROUPS, KEYS, strokeText, type KeyAct, type KeyPress } from "./keys";

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  repeat: false,
  ...rest,
});

it("finds the act of every stroke, and only one", () => {
  for (const [act, { key, shift = false, alt = false, ctrl = false }] of Object.entries(KEYS)) {
    const typed = shift && key.length === 1 ? key.toUpperCase() : key;
    expect(actOfKey(press(typed, { shiftKey: shift, altKey: alt, ctrlKey: ctrl }))).toBe(act);
  }
});

it("distinguishes G from Shift + G, also under Caps Lock", () => {
  expect(actOfKey(press("g"))).toBe("give");
  expect(actOfKey(press("G"))).toBe("give");
  expect(actOfKey(press("G", { shiftKey: true }))).toBe("call");
});

it("ignores the browser's own keys and unknown ones", () => {
  expect(actOfKey(press("r", { ctrlKey: true }))).toBeNull();
  expect(actOfKey(press("t", { metaKey: true }))).toBeNull();
  expect(actOfKey(press("5"))).toBeNull();
});

it("accepts a question mark with and without Shift", () => {
  expect(actOfKey(press("?", { shiftKey: true }))).toBe("keys");
  expect(actOfKey(press("?"))).toBe("keys");
});

it("gives the floor once while the key is held", () => {
  expect(actOfKey(press("g", { repeat: true }))).toBeNull();
  expect(actOfKey(press("ArrowDown", { repeat: true }))).toBe("choose_down");
});

it("lists every act once", () => {
  const listed = GROUPS.flatMap(({ acts }) => acts);
  expect([...listed].sort()).toEqual((Object.keys(KEYS) as KeyAct[]).sort());
});

it("writes strokes as keyboards do", () => {
  expect(strokeText(KEYS.call)).toBe("Shift + G");
  expect(strokeText(KEYS.move_up)).toBe("Alt + ↑");
  expect(strokeText(KEYS.palette)).toBe("Ctrl + K");
});
