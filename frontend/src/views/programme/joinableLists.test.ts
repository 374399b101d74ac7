import { expect, it } from "vitest";
import type { Entities } from "../../state/store.svelte";
import { joinableLists } from "./joinableLists";

const session = (id: string, theme: string | null, state = "scheduled") =>
  ({ id, theme, state, starts_at: `2021-11-16T0${id}:00:00Z` }) as Entities["session"];
const SESSIONS = [
  session("1", "crisis", "open"),
  session("5", null),
  session("4", "recovery"),
  session("3", "crisis"),
  session("2", "recovery"),
];
const draft = () => ({ state: "draft", asks: false }) as const;

it("offers what has not begun, the party's own theme first", () => {
  const offered = joinableLists(SESSIONS, "recovery", draft).map(({ session, own }) => [session.id, own]);
  expect(offered).toEqual([
    ["2", true],
    ["4", true],
    ["3", false],
    ["5", false],
  ]);
  expect(joinableLists([session("5", null)], null, draft).map(({ own }) => own)).toEqual([false]);
});

it("offers no list that is closed, and none where the party waits already", () => {
  const standing = (id: string) => ({ state: id === "2" ? "closed" : "open", asks: id === "4" }) as const;
  expect(joinableLists(SESSIONS, null, standing).map(({ session }) => session.id)).toEqual(["3", "5"]);
});
