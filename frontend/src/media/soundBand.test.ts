import { expect, it } from "vitest";
import { highestFrequency, microphoneKind } from "./soundBand";

const NYQUIST = 24_000;
const levels = (hz: number, above = -160) =>
  Array.from({ length: 2048 }, (_, bin) => (((bin + 1) * NYQUIST) / 2048 <= hz ? -95 : above));

it.each([8_000, 15_000, 24_000])("finds where the sound ends: %i Hz", (hz) => {
  expect(Math.abs(highestFrequency(levels(hz), NYQUIST) - hz)).toBeLessThan(12);
});

it("takes no line of interference for sound", () => {
  const noisy = levels(8_000);
  noisy[1800] = -60;
  expect(highestFrequency(noisy, NYQUIST)).toBeLessThan(8_012);
  expect(highestFrequency(levels(0), NYQUIST)).toBe(0);
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
