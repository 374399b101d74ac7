import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { stayAwake } from "./stayAwake";
import { eventually } from "../../testing/eventually";

class Sentinel extends EventTarget {
  release = vi.fn(async () => this.dispatchEvent(new Event("release")));
}

let taken: Sentinel[];
let visible: DocumentVisibilityState;

beforeEach(() => {
  taken = [];
  visible = "visible";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visible);
  const request = async () => {
    const sentinel = new Sentinel();
    taken.push(sentinel);
    return sentinel;
  };
  Object.defineProperty(navigator, "wakeLock", { value: { request }, configurable: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, "wakeLock");
});

function becomes(state: DocumentVisibilityState): void {
  visible = state;
  if (state === "hidden") taken.at(-1)?.dispatchEvent(new Event("release"));
  document.dispatchEvent(new Event("visibilitychange"));
}

it("takes the lock again when the tab is visible again, and after the system released it", async () => {
  const sleep = stayAwake();
  await eventually(() => expect(taken).toHaveLength(1));
  becomes("hidden");
  expect(taken).toHaveLength(1);
  becomes("visible");
  await eventually(() => expect(taken).toHaveLength(2));
  await Promise.resolve();
  taken[1]?.dispatchEvent(new Event("release"));
  await eventually(() => expect(taken).toHaveLength(3));
  await Promise.resolve();
  sleep();
  expect(taken[2]?.release).toHaveBeenCalledOnce();
});

it("does nothing if the browser has no wake lock", () => {
  Reflect.deleteProperty(navigator, "wakeLock");
  stayAwake()();
  expect(taken).toEqual([]);
});
