import { expect, it } from "vitest";
import { drawLots, matchesSeed, lotOf } from "./draw";

const SEED = "0d5b8a1c3f6e4795a2b4c6d8e0f21436";

it("draws what the server draws", () => {
  expect(lotOf("a5", "É")).toBe("492ecc5a4b53fcfee4a10bc1e6222081e0ef5f2447d2f887eaf6d2c2bda22abb");
  expect(drawLots(SEED, ["1", "2", "3", "4", "5", "6", "7", "8"])).toEqual([
    "8",
    "6",
    "3",
    "1",
    "2",
    "5",
    "4",
    "7",
  ]);
});

it("tells a draw that does not follow from its seed", () => {
  expect(matchesSeed(SEED, [drawLots(SEED, ["1", "2", "3"]), ["7"]])).toBe(true);
  expect(matchesSeed(SEED, [drawLots(SEED, ["1", "2", "3"]).reverse()])).toBe(false);
  expect(matchesSeed("another", [drawLots(SEED, ["1", "2", "3", "4", "5", "6"])])).toBe(false);
  expect(matchesSeed(SEED, [])).toBe(true);
});
