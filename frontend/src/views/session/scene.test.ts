import { describe, expect, it } from "vitest";
import type { Entities } from "../../state/store.svelte";
import { echoSlots, sceneOf, slotOf, type SceneInput } from "./scene";
import { TURN } from "../../testing/client";

type Turn = Entities["turn"];

const START = Date.parse("2021-11-16T05:30:00Z");
const turn = (changes: Partial<Turn> = {}): Turn => ({ ...TURN, party: "6", ...changes });
const look = (changes: Partial<SceneInput> & { pictures?: Record<string, number> } = {}): SceneInput => ({
  session: { state: "open" } as Entities["session"],
  turn: null,
  own: false,
  revokedUntil: 0,
  now: START + 10_000,
  podium: [],
  reads: "chair",
  loudest: null,
  lastPicture: (slot) => changes.pictures?.[slot] ?? 0,
  ...changes,
});

describe("the scene", () => {
  it.each([
    ["scheduled", "before"],
    ["suspended", "suspended"],
    ["closed", "after"],
  ] as const)("of a session that is %s says so, whatever turn there is", (state, is) => {
    const session = { state } as Entities["session"];
    expect(sceneOf(look({ session, turn: turn() }))).toEqual({ is });
  });

  it("of a session that has not loaded is empty, not a guess", () => {
    expect(sceneOf(look({ session: null }))).toEqual({ is: "loading" });
  });

  it("of a turn shows the speaker's picture", () => {
    expect(sceneOf(look({ turn: turn(), pictures: { floor: START + 9_990 } }))).toEqual({
      is: "turn",
      slot: "floor",
      own: false,
    });
  });

  it("keeps the previous picture for a moment, but not longer under the new name", () => {
    const pictures = { floor: START - 100 };
    expect(sceneOf(look({ turn: turn(), now: START + 2_900, pictures }))).toMatchObject({ slot: "floor" });
    expect(sceneOf(look({ turn: turn(), now: START + 3_100, pictures }))).toMatchObject({ slot: null });
  });

  it("keeps the last picture of a speaker who is away", () => {
    const away = look({ turn: turn(), now: START + 60_000, pictures: { floor: START + 20_000 } });
    expect(sceneOf(away)).toEqual({ is: "turn", slot: "floor", own: false });
  });

  it("clears at once after a revocation, and shows that for a moment", () => {
    const pictures = { floor: START + 9_990, hall: START + 9_990 };
    expect(sceneOf(look({ revokedUntil: START + 12_000, pictures }))).toEqual({ is: "revoked" });
    expect(sceneOf(look({ revokedUntil: START + 9_000, pictures }))).toEqual({ is: "nobody", slot: "hall" });
  });

  it("between turns shows who is heard, or else the hall, or else the chair, and no frozen picture", () => {
    const pictures = { "panel-1": START + 9_500, chair: START + 9_500, hall: START + 1_000 };
    expect(sceneOf(look({ loudest: "panel-1", pictures }))).toMatchObject({ slot: "panel-1" });
    expect(sceneOf(look({ pictures }))).toMatchObject({ slot: "chair" });
    expect(sceneOf(look())).toMatchObject({ slot: null });
  });
});

describe("slots", () => {
  it("of a turn depend on its mode and place", () => {
    expect([
      slotOf(turn(), "chair"),
      slotOf(turn({ place: "hall" }), "chair"),
      slotOf(turn({ mode: "video_statement", place: "hall" }), "chair"),
      slotOf(turn({ mode: "read_out" }), "chair"),
    ]).toEqual(["floor", "hall", "floor", "chair"]);
  });

  it("are muted if another slot carries the same voice", () => {
    const podium = [{ id: "panel-1", participant: "9" }];
    expect(echoSlots(turn({ place: "hall" }), "1", podium)).toEqual(["floor"]);
    expect(echoSlots(turn(), "9", podium)).toEqual(["floor"]);
    expect(echoSlots(turn({ mode: "video_statement", place: "hall" }), "9", podium)).toEqual([]);
    expect([
      echoSlots(turn(), "1", podium),
      echoSlots(turn(), null, podium),
      echoSlots(null, null, podium),
    ]).toEqual([[], [], []]);
  });
});
