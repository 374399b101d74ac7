import { expect, it } from "vitest";
import { canvasFor } from "./canvas";

it.each([
  [1920, 1080, 1920, 1080, 1],
  [3840, 2160, 1920, 1080, 2],
  [1280, 720, 1920, 1080, 2 / 3],
  [1024, 768, 1920, 1440, 1024 / 1920],
  [1080, 1920, 1080, 1920, 1],
  [768, 1024, 1080, 1440, 768 / 1080],
  [2560, 1080, 2520, 1080, 1],
  [500, 2000, 1080, 1920, 500 / 1080],
])("fits a window of %i × %i with a sheet of %i × %i", (w, h, width, height, scale) => {
  const canvas = canvasFor(w, h);
  expect([canvas.width, canvas.height]).toEqual([width, height]);
  expect(canvas.scale).toBeCloseTo(scale, 5);
});

it("works for a window without a size", () => {
  expect(canvasFor(0, 0)).toEqual({ width: 1080, height: 1920, scale: 0 });
});
