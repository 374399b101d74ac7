import { expect, it } from "vitest";
import { nextSessionAfter } from "./nextSession";
import { programmeDays, sessionsUnderWay } from "./programme";
import type { Entities } from "./store.svelte";

const session = (id: string, starts_at: string, state: Entities["session"]["state"] = "scheduled") =>
  ({ id, starts_at, state }) as Entities["session"];
const ALL = [
  session("1", "2021-11-15T02:00:00Z", "closed"),
  session("3", "2021-11-16T07:30:00Z"),
  session("10", "2021-11-16T07:30:00Z"),
  session("2", "2021-11-16T05:20:00Z", "open"),
  session("4", "2021-11-16T17:00:00Z"),
];

it("puts today first, and parallel sessions in one row", () => {
  const days = programmeDays(ALL, "Asia/Makassar", Date.parse("2021-11-16T06:00:00Z"));
  expect(days.map(({ date, rows }) => [date, rows.map((row) => row.sessions.map(({ id }) => id))])).toEqual([
    ["2021-11-16", [["2"], ["3", "10"]]],
    ["2021-11-17", [["4"]]],
    ["2021-11-15", [["1"]]],
  ]);
});

it("finds the sessions that run and the one that comes next", () => {
  expect(sessionsUnderWay(ALL).map(({ id }) => id)).toEqual(["2"]);
  expect(nextSessionAfter(ALL)?.id).toBe("3");
  expect(nextSessionAfter(ALL, "2021-11-16T08:00:00Z")?.id).toBe("4");
  expect(nextSessionAfter([])).toBeNull();
});
