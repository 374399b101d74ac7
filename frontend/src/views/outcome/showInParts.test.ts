import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { PAGE_MS, showInParts } from "./showInParts";

class Unchanged {
  observe() {}
  disconnect() {}
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("ResizeObserver", Unchanged);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function box(clientHeight: number, scrollHeight: number): HTMLElement {
  const node = document.createElement("div");
  Object.defineProperties(node, {
    clientHeight: { value: clientHeight },
    scrollHeight: { value: scrollHeight },
  });
  return node;
}

it("shows each part of a text that has no room, and begins again", () => {
  const node = box(1000, 2500);
  const told: string[] = [];
  const end = showInParts((part, of) => told.push(`${part}/${of} at ${node.scrollTop}`))(node);
  for (let turn = 0; turn < 3; turn++) vi.advanceTimersByTime(PAGE_MS);
  expect(told).toEqual(["1/3 at 0", "2/3 at 850", "3/3 at 1500", "1/3 at 0"]);
  if (end) end();
  vi.advanceTimersByTime(PAGE_MS);
  expect(told).toHaveLength(4);
});

it("leaves a text that has room where it is", () => {
  const told = vi.fn();
  showInParts(told)(box(1000, 900));
  vi.advanceTimersByTime(PAGE_MS);
  expect(told.mock.calls).toEqual([
    [1, 1],
    [1, 1],
  ]);
});
