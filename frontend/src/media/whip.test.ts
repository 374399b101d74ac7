import { expect, it } from "vitest";
import { layersOf } from "./whip";

it("sends as many layers as browsers do for a picture of that size, portrait or landscape", () => {
  const of = (width: number, height: number) =>
    layersOf({ getSettings: () => ({ width, height }) } as MediaStreamTrack).length;
  const sizes = [of(1280, 720), of(720, 1280), of(960, 540), of(640, 360), of(320, 180), of(0, 0)];
  expect(sizes).toEqual([3, 3, 3, 2, 1, 1]);
});

it("sends a screen in one layer, because nobody could read a smaller one", () => {
  const screen = { contentHint: "detail", getSettings: () => ({ width: 1920, height: 1080 }) };
  expect(layersOf(screen as MediaStreamTrack)).toHaveLength(1);
});
