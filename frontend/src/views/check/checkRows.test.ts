import { expect, it } from "vitest";
import { checkRows, checkState } from "./checkRows";

type Check = Parameters<typeof checkRows>[2][number];
const check = (id: string, verdict: Check["verdict"], at = "2021-11-13T01:12:00Z"): Check => ({
  id,
  verdict,
  at,
  browser: "",
  lines: [],
});
const PARTIES = [
  { id: "1", place: "remote" as const },
  { id: "2", place: "hall" as const },
  { id: "3", place: "remote" as const },
  { id: "4", place: "remote" as const },
];
const NAMES: Record<string, string> = { "1": "Fiji", "2": "Japan", "3": "Chile", "4": "Austria" };
const member = (
  id: string,
  party: string | null,
  roles: ("delegate" | "moderator" | "hall_screen")[] = ["delegate"],
) => ({
  id,
  party,
  roles,
  name: `P${id}`,
  place: "remote" as const,
  simulated: false,
});
const PEOPLE = [
  member("10", "1"),
  member("11", "1"),
  member("20", "2"),
  member("30", "3"),
  member("40", "4"),
  member("50", null, ["moderator"]),
  member("60", null, ["hall_screen"]),
  { ...member("70", null, ["moderator"]), simulated: true },
];
const order = (checks: Check[]) =>
  checkRows(PARTIES, PEOPLE, checks, (id) => NAMES[id] ?? "").map((row) => `${row.name} ${checkState(row)}`);

it("puts who needs a call first, and the far before the near", () => {
  expect(
    order([check("30", "not_ready"), check("40", "ready"), check("50", "ready_without_picture")]),
  ).toEqual(["Chile not_ready", "Fiji never", "Japan never", "P50 ready_without_picture", "Austria ready"]);
});

it("counts the newest check of a party's members", () => {
  const later = check("11", "ready", "2021-11-14T00:00:00Z");
  expect(order([check("10", "not_ready"), later]).at(-1)).toBe("Fiji ready");
});
