import { expect, it } from "vitest";
import { HoldOrLatch, SHORT_MS } from "./holdOrLatch";

it("is on while it is held, and off when it is released", () => {
  const key = new HoldOrLatch();
  expect(key.press(1000)).toBe(true);
  expect(key.press(1100)).toBe(true);
  expect(key.release(1000 + SHORT_MS)).toBe(false);
});

it("stays on after a short press until the next one", () => {
  const key = new HoldOrLatch();
  key.press(1000);
  expect(key.release(1000 + SHORT_MS - 1)).toBe(true);
  expect(key.press(5000)).toBe(false);
  expect(key.release(5001)).toBe(false);
  expect([key.toggle(), key.toggle()]).toEqual([true, false]);
});

it("is off when the page loses the keyboard while it is held, and stays on if it was latched", () => {
  const key = new HoldOrLatch();
  key.press(1000);
  expect(key.blur()).toBe(false);
  expect(key.release(1001)).toBe(false);
  key.press(2000);
  key.release(2001);
  expect(key.blur()).toBe(true);
});
