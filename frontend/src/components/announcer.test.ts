import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Announcer } from "./announcer.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("announces at most one text in five seconds, and then the newest", () => {
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

it("keeps the newest text of each subject, and begins with the one that has waited longest", () => {
  const announcer = new Announcer();
  const said: string[] = [];
  const hear = () => {
    vi.advanceTimersByTime(5000);
    said.push(announcer.polite);
  };
  announcer.say("Fiji has the floor");
  announcer.say("You are 2nd on the list", "place");
  announcer.say("Your line is slow", "line");
  announcer.say("You are next", "place");
  announcer.say("Cambodia has the floor");
  hear();
  hear();
  hear();
  expect(said).toEqual(["You are next", "Your line is slow", "Cambodia has the floor"]);
});

it("announces urgent texts at once", () => {
  const announcer = new Announcer();
  announcer.say("one");
  announcer.sayNow("You have the floor");
  expect(announcer.assertive).toBe("You have the floor");
});
