import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadLaterParts } from "./laterParts";

let loaded: string[];
const part = (name: string) => () => {
  loaded.push(name);
  return name === "broken" ? Promise.reject(new Error(name)) : Promise.resolve();
};

beforeEach(() => {
  loaded = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it.each([
  [0, 10_000],
  [0.5, 35_000],
])("waits for a random time, and loads one part after the other", async (random, delay) => {
  vi.spyOn(Math, "random").mockReturnValue(random);
  loadLaterParts(() => true, [part("poll"), part("broken"), part("messages")]);
  await vi.advanceTimersByTimeAsync(delay - 1);
  expect(loaded).toEqual([]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(loaded).toEqual(["poll", "broken", "messages"]);
});

it("loads nothing after the page was left, nor without a connection", async () => {
  const end = loadLaterParts(() => true, [part("poll")]);
  end();
  loadLaterParts(() => false, [part("poll")]);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(loaded).toEqual([]);
});

it("loads nothing ahead for a person who saves data", async () => {
  Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
  loadLaterParts(() => true, [part("poll")]);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(loaded).toEqual([]);
  Reflect.deleteProperty(navigator, "connection");
});
