import { expect, it } from "vitest";
import { floorStateOf } from "./floorState";
import { NO_LINES, type SessionModel } from "./sessionModel.svelte";
import { TURN } from "../testing/client";

const of = (turn: object | null, floor: string | null = null, state = "open") =>
  floorStateOf({
    turn: turn && { ...TURN, ...turn },
    session: { state },
    lines: { ...NO_LINES, floor },
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
