import { beforeEach, describe, expect, it } from "vitest";
import {
  ITEMS,
  isDone,
  storeChecklist,
  storedChecklist,
  withMeasurements,
  itemState,
  withItemToggled,
  type Measurements,
} from "./checklist";

const NOTHING = Object.fromEntries(ITEMS.map((item) => [item, null])) as Measurements;
const measured = { at: 1, by: "measured" } as const;
const byHand = { at: 1, by: "hand" } as const;

beforeEach(() => localStorage.clear());

describe("the state of an item", () => {
  it.each([
    [true, undefined, "measured"],
    [true, measured, "measured"],
    [true, byHand, "measured"],
    [false, undefined, "open"],
    [false, measured, "failing"],
    [false, byHand, "by_hand"],
    [null, undefined, "open"],
    [null, measured, "measured"],
    [null, byHand, "by_hand"],
  ] as const)("measured %s now, and %j before: %s", (now, done, state) => {
    expect(itemState(now, done)).toBe(state);
  });

  it("is done if it was measured or confirmed", () => {
    expect((["measured", "by_hand", "failing", "open"] as const).filter(isDone)).toEqual([
      "measured",
      "by_hand",
    ]);
  });
});

it("records a measurement once, with its time", () => {
  const first = withMeasurements({}, { ...NOTHING, camera: true, relay: false }, 10);
  expect(first).toEqual({ camera: { at: 10, by: "measured" } });
  expect(withMeasurements(first, { ...NOTHING, camera: true }, 20)).toBe(first);
});

it("takes a person's confirmation, and takes it back", () => {
  const once = withItemToggled({ camera: measured }, "loudspeakers", 5);
  expect(once).toEqual({ camera: measured, loudspeakers: { at: 5, by: "hand" } });
  expect(withItemToggled(once, "loudspeakers", 6)).toEqual({ camera: measured });
});

it("is kept for one session and one day", () => {
  storeChecklist("4", "2021-11-16", { camera: measured });
  expect(storedChecklist("4", "2021-11-16")).toEqual({ camera: measured });
  expect([storedChecklist("4", "2021-11-17"), storedChecklist("5", "2021-11-16")]).toEqual([{}, {}]);
});
