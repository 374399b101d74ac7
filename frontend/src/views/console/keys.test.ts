import { expect, it } from "vitest";
import { actOf, GROUPS, KEYS, strokeText, type Act, type Pressed } from "./keys";

const press = (key: string, rest: Partial<Pressed> = {}): Pressed => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  repeat: false,
  ...rest,
});

it("finds the act of every stroke, and only one", () => {
  for (const [act, { key, shift = false, alt = false }] of Object.entries(KEYS)) {
    const typed = shift && key.length === 1 ? key.toUpperCase() : key;
    expect(actOf(press(typed, { shiftKey: shift, altKey: alt }))).toBe(act);
  }
});

it("distinguishes G from Shift + G, also under Caps Lock", () => {
  expect(actOf(press("g"))).toBe("give");
  expect(actOf(press("G"))).toBe("give");
  expect(actOf(press("G", { shiftKey: true }))).toBe("call");
});

it("ignores the browser's own keys and unknown ones", () => {
  expect(actOf(press("r", { ctrlKey: true }))).toBeNull();
  expect(actOf(press("t", { metaKey: true }))).toBeNull();
  expect(actOf(press("5"))).toBeNull();
});

it("accepts a question mark with and without Shift", () => {
  expect(actOf(press("?", { shiftKey: true }))).toBe("keys");
  expect(actOf(press("?"))).toBe("keys");
});

it("gives the floor once while the key is held", () => {
  expect(actOf(press("g", { repeat: true }))).toBeNull();
  expect(actOf(press("ArrowDown", { repeat: true }))).toBe("choose_down");
});

it("lists every act once", () => {
  const listed = GROUPS.flatMap(({ acts }) => acts);
  expect([...listed].sort()).toEqual((Object.keys(KEYS) as Act[]).sort());
});

it("writes strokes as keyboards do", () => {
  expect(strokeText(KEYS.call)).toBe("Shift + G");
  expect(strokeText(KEYS.move_up)).toBe("Alt + ↑");
});
