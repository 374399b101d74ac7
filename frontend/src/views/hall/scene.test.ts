import { describe, expect, it } from "vitest";
import { firstWords, joinAddress, scaleFor, sceneOf } from "./scene";

describe("the scene of the hall", () => {
  it.each([
    ["open", true, false, "turn"],
    ["open", false, false, "idle"],
    ["open", true, true, "question"],
    ["open", false, true, "question"],
    ["suspended", true, true, "suspended"],
    ["scheduled", false, false, "before"],
    ["scheduled", false, true, "question"],
    ["closed", false, true, "after"],
  ] as const)("of a session that is %s, speaking %s, pinned %s: %s", (session, speaking, pinned, scene) => {
    expect(sceneOf({ session, speaking, pinned })).toBe(scene);
  });
});

it("cuts a question at forty words", () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(" ");
  expect(firstWords(words(40), 40)).toBe(words(40));
  expect(firstWords(words(41), 40)).toBe(`${words(40)}…`);
  expect(firstWords("  two \n words ", 40)).toBe("two words");
});

it("fits the canvas into any window", () => {
  expect(scaleFor(1920, 1080, 1920, 1080)).toBe(1);
  expect(scaleFor(1920, 1080, 960, 1080)).toBe(0.5);
  expect(scaleFor(1920, 1080, 3840, 2160)).toBe(2);
});

it("writes an address as one types it", () => {
  expect(joinAddress("https://balai.example/join/K7M3PX")).toBe("balai.example/join");
  expect(joinAddress("http://192.0.2.5:8000/join")).toBe("192.0.2.5:8000/join");
});
