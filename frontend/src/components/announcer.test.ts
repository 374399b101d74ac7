import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Announcer } from "./announcer.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("says at most one thing in five seconds, and then the newest", () => {
  const announcer = new Announcer();
  announcer.say("one");
  announcer.say("two");
  announcer.say("three");
  expect(announcer.polite).toBe("one");
  vi.advanceTimersByTime(5000);
  expect(announcer.polite).toBe("three");
  vi.advanceTimersByTime(5000);
  expect(announcer.polite).toBe("three");
});

it("says at once what cannot wait", () => {
  const announcer = new Announcer();
  announcer.say("one");
  announcer.sayNow("You have the floor");
  expect(announcer.assertive).toBe("You have the floor");
});
