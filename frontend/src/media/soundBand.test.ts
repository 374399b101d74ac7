import { expect, it } from "vitest";
import { highestFrequency, microphoneKind } from "./soundBand";

const NYQUIST = 24_000;
const shares = (hz: number): number[] =>
  Array.from({ length: 2048 }, (_, bin) => (((bin + 1) * NYQUIST) / 2048 <= hz ? 0.9 : 0.1));

it.each([8_000, 15_000, 24_000])("finds where the sound ends: %i Hz", (hz) => {
  expect(Math.abs(highestFrequency(shares(hz), NYQUIST) - hz)).toBeLessThan(12);
});

it("takes no line of interference and no click for sound", () => {
  const noisy = shares(8_000);
  noisy[1800] = 1;
  expect(highestFrequency(noisy, NYQUIST)).toBeLessThan(8_012);
  expect(highestFrequency(shares(0), NYQUIST)).toBe(0);
});

it.each([
  ["Headset (Jabra) (Bluetooth)", "bluetooth"],
  ["Hands-Free AG Audio", "bluetooth"],
  ["AirPods Pro", "bluetooth"],
  ["Built-in Microphone", "built_in"],
  ["MacBook Pro Microphone (Built-in)", "built_in"],
  ["Microphone Array (Realtek)", "built_in"],
  ["Sennheiser USB headset", "other"],
  ["", "unknown"],
] as const)("%s is %s", (label, kind) => {
  expect(microphoneKind(label)).toBe(kind);
});
