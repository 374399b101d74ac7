import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HandheldHall, opened } from "../testing/hall";
import { show } from "../testing/view";
import Clock from "./Clock.svelte";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2021-11-16T05:30:00Z") }));
afterEach(() => void vi.useRealTimers());

function shown() {
  const hall = new HandheldHall();
  const started = {
    id: "1",
    party: "fiji",
    started_at: "2021-11-16T05:29:50Z",
    allotted: 180,
    suspended_at: null,
  };
  hall.tell(opened(started));
  const turn = hall.store.all("session/2", "turn")[0] ?? null;
  return { hall, view: show(Clock, { turn }, hall) };
}

it("shows no time before the server's clock is known", () => {
  const { hall, view } = shown();
  expect(view.text()).toBe("2:50");
  hall.timed = false;
  flushSync();
  expect(view.text()).toBe("–:––");
});

it("is unsure once the server is away for two seconds", () => {
  const { hall, view } = shown();
  hall.lost();
  flushSync();
  expect(view.text()).toBe("2:50");
  vi.advanceTimersByTime(3000);
  flushSync();
  expect(view.text()).toBe("≈2:47");
  hall.phase = "live";
  flushSync();
  expect(view.text()).toBe("2:47");
});
