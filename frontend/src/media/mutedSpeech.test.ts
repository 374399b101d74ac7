import { expect, it } from "vitest";
import { SpeechDetector } from "./mutedSpeech";

const detects = (...levels: number[]): boolean[] => {
  const words = new SpeechDetector();
  return levels.map((level) => words.addLevel(level));
};

it("detects speech in two loud ticks of three", () => {
  expect(detects(0.6, 0.6)).toEqual([false, true]);
  expect(detects(0.6, 0, 0.6)).toEqual([false, false, true]);
});

it("detects no speech in a cough, a keystroke or a noisy room", () => {
  expect(detects(0.9, 0, 0, 0.9, 0, 0)).toEqual(Array(6).fill(false));
  expect(detects(...Array<number>(10).fill(0.25))).toEqual(Array(10).fill(false));
});
