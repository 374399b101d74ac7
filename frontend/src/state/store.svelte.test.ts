import { flushSync } from "svelte";
import { describe, expect, it, vi } from "vitest";
import { Store } from "./store.svelte";

const STREAM = "session/2";
const snapshot = (entities: Record<string, Record<string, unknown>>) => ({
  stream: STREAM,
  seq: 1,
  cursor: "c1",
  entities,
});
const frame = {
  stream: STREAM,
  after: 1,
  seq: 2,
  cursor: "c2",
  actor: null,
  at: null,
  event: null,
  put: {},
  drop: {},
};
const ids = (store: Store) => store.all(STREAM, "entry").map(({ id }) => id);

function withEntries(): Store {
  const store = new Store();
  store.apply(snapshot({ entry: { 1: { id: "1" }, 2: { id: "2" } }, floor: { 2: { id: "2", token: 4 } } }));
  return store;
}

describe("Store", () => {
  it("holds a snapshot by stream, type and id", () => {
    const store = withEntries();
    expect(ids(store)).toEqual(["1", "2"]);
    expect(store.one(STREAM, "floor", "2")).toEqual({ id: "2", token: 4 });
    expect(store.one(STREAM, "floor", null)).toBeNull();
    expect([store.has(STREAM), store.has("session/3")]).toEqual([true, false]);
  });

  it("puts and drops entities, and emits the event afterwards", () => {
    const store = withEntries();
    const heard = vi.fn(() => ids(store));
    store.onEvent(heard);
    const event = { type: "floor.granted" };
    store.apply({ ...frame, event, actor: "p1", put: { entry: { 3: { id: "3" } } }, drop: { entry: ["1"] } });
    expect(heard).toHaveBeenCalledExactlyOnceWith({ stream: STREAM, event, actor: "p1", at: null });
    expect(heard).toHaveReturnedWith(["2", "3"]);
  });

  it("calls the other listeners if one fails", () => {
    const [store, heard] = [withEntries(), vi.fn()];
    const told = vi.spyOn(console, "error").mockReturnValue();
    store.onEvent(() => {
      throw new Error("no view of mine");
    });
    store.onEvent(heard);
    store.apply({ ...frame, event: { type: "floor.granted" } });
    expect([heard.mock.calls.length, told.mock.calls.length]).toEqual([1, 1]);
    told.mockRestore();
  });

  it("emits no event for a frame that only spans numbers", () => {
    const store = withEntries();
    const heard = vi.fn();
    store.onEvent(heard);
    store.apply(frame);
    expect(heard).not.toHaveBeenCalled();
  });

  it("replaces everything but my own entities by a snapshot", () => {
    const store = withEntries();
    store.apply({ stream: STREAM, seq: 1, whole: true, mine: { my_question: { 9: { id: "9" } } }, drop: {} });
    store.apply(snapshot({ entry: { 2: { id: "2" } } }));
    expect(ids(store)).toEqual(["2"]);
    expect(store.all(STREAM, "floor")).toEqual([]);
    expect(store.all(STREAM, "my_question")).toEqual([{ id: "9" }]);
  });

  it("replaces my own entities by all of mine, and adds a part of them", () => {
    const store = withEntries();
    const mine = (whole: boolean, id: string, drop: string[] = []) =>
      store.apply({
        stream: STREAM,
        seq: 1,
        whole,
        mine: { my_question: { [id]: { id } } },
        drop: { my_question: drop },
      });
    mine(true, "8");
    mine(false, "9");
    expect(store.all(STREAM, "my_question").map(({ id }) => id)).toEqual(["8", "9"]);
    mine(false, "10", ["8"]);
    expect(store.all(STREAM, "my_question").map(({ id }) => id)).toEqual(["9", "10"]);
    mine(true, "11");
    expect(store.all(STREAM, "my_question").map(({ id }) => id)).toEqual(["11"]);
    expect(ids(store)).toEqual(["1", "2"]);
  });

  it("keeps the latest of each signal", () => {
    const store = withEntries();
    store.apply({ stream: STREAM, signals: { "question.votes": { counts: { 1: 1 } } } });
    store.apply({ stream: STREAM, signals: { "question.votes": { counts: { 1: 2 } } } });
    expect(store.signal(STREAM, "question.votes")).toEqual({ counts: { 1: 2 } });
    expect(store.signal(STREAM, "presence")).toBeNull();
  });

  it("updates views of what they read, also from before the stream was there", () => {
    const store = new Store();
    const seen: string[][] = [];
    const stop = $effect.root(() => {
      $effect(() => void seen.push(ids(store)));
    });
    flushSync();
    store.apply(snapshot({ entry: { 1: { id: "1" } } }));
    flushSync();
    store.apply({ ...frame, put: { entry: { 2: { id: "2" } } } });
    flushSync();
    store.forget(STREAM);
    flushSync();
    expect(seen).toEqual([[], ["1"], ["1", "2"], []]);
    stop();
  });
});
