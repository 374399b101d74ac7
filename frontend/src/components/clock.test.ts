import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ManualClient, openSession } from "../testing/client";
import { show } from "../testing/view";
import Clock from "./Clock.svelte";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2021-11-16T05:30:00Z") }));
afterEach(() => void vi.useRealTimers());

function shown() {
  const client = new ManualClient();
  const started = {
    id: "1",
    party: "fiji",
    started_at: "2021-11-16T05:29:50Z",
    allotted: 180,
    suspended_at: null,
  };
  client.receiveEvent(openSession(started));
  const turn = client.store.all("session/2", "turn")[0] ?? null;
  return { client, view: show(Clock, { turn }, client) };
}

it("shows no time before the server's clock is known", () => {
  const { client, view } = shown();
  expect(view.text()).toBe("2:50");
  client.isClockKnown = false;
  flushSync();
  expect(view.text()).toBe("–:––");
});

it("is marked as unsure once the server is away for two seconds", () => {
  const { client, view } = shown();
  client.loseConnection();
  flushSync();
  expect(view.text()).toBe("2:50");
  vi.advanceTimersByTime(3000);
  flushSync();
  expect(view.text()).toBe("≈2:47");
  client.phase = "live";
  flushSync();
  expect(view.text()).toBe("2:47");
});
