import { expect, it } from "vitest";
import { framingTroubles } from "./framing";

const GOOD = { width: 960, height: 720, rate: 30, brightness: 120 };

it("finds nothing wrong with a bright picture of full size and rate", () => {
  expect(framingTroubles(GOOD)).toEqual([]);
  expect(framingTroubles({ ...GOOD, rate: 0, brightness: null })).toEqual([]);
});

it("names what is wrong, the light first", () => {
  expect(framingTroubles({ width: 320, height: 240, rate: 12, brightness: 20 })).toEqual([
    "dark",
    "slow",
    "small",
  ]);
});
