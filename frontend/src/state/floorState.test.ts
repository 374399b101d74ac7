import { expect, it } from "vitest";
import { floorStateOf } from "./floorState";
import { NO_LINES, type SessionModel } from "./sessionModel.svelte";
import { isHallOnAir } from "./staffSession";
import { TURN } from "../testing/client";

const of = (turn: object | null, floor: string | null = null, state = "open", model: object = {}) =>
  floorStateOf({
    turn: turn && { ...TURN, ...turn },
    session: { state },
    lines: { ...NO_LINES, floor },
    podium: [],
    conference: { participant: () => ({ party: TURN.party }) },
    readerSlot: "floor",
    ...model,
  } as unknown as SessionModel);
const SINCE = "2021-11-16T05:31:00Z";

it("says that nobody is heard once the gate has closed the floor, and not before", () => {
  expect(of({ suspended_at: SINCE })).toBe("suspended");
  expect(of({ suspended_at: SINCE }, "7")).toBe("has");
  expect(of({}, null, "suspended")).toBe("suspended");
  expect(of({}, "7")).toBe("has");
});

it("says that the line is lost, and that nobody has the floor", () => {
  expect(of({ dropped_at: SINCE, suspended_at: SINCE })).toBe("line_lost");
  expect(of(null)).toBe("nobody");
});

it("does not say that nobody is heard of who sits on the podium or in the hall", () => {
  const podium = [{ id: "panel-1", participant: "7" }];
  expect(of({ suspended_at: SINCE }, null, "open", { podium })).toBe("paused");
  expect(of({ suspended_at: SINCE }, null, "suspended", { podium })).toBe("suspended");
  expect(of({ party: "chile", suspended_at: SINCE }, null, "open", { podium })).toBe("suspended");
  expect(of({ place: "hall", suspended_at: SINCE })).toBe("paused");
  expect(of({ mode: "video_statement", place: "hall", suspended_at: SINCE })).toBe("suspended");
});

it("asks of a text that is read out where its reader is", () => {
  const read = { mode: "read_out", place: "remote", suspended_at: SINCE };
  expect(of(read, null, "open", { readerSlot: "chair" })).toBe("paused");
  expect(of(read)).toBe("suspended");
});

it("sends the hall on neither in a break nor after the close", () => {
  const states = ["scheduled", "open", "suspended", "closed"];
  const hall = (on: boolean) =>
    states.map((state) => isHallOnAir({ lines: { hall: on }, session: { state } } as SessionModel));
  expect(hall(true)).toEqual([true, true, false, false]);
  expect(hall(false)).toEqual([false, false, false, false]);
});
