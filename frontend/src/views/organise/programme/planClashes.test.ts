import { expect, it } from "vitest";
import type { Entities } from "../../../state/store.svelte";
import { placeOf } from "./layout";
import { clashesByPair, planClashes } from "./planClashes";

type Session = Entities["session"];
const session = (id: string, starts: string, ends: string, more: Partial<Session> = {}) =>
  ({
    id,
    room: null,
    state: "scheduled",
    cancelled: false,
    starts_at: `2021-11-16T${starts}:00Z`,
    ends_at: `2021-11-16T${ends}:00Z`,
    ...more,
  }) as Session;
const role = (session: string, participant: string, role = "panellist") =>
  ({ session, participant, role }) as Entities["session_role"];
const PARTIES: Record<string, string> = { "7": "fiji", "8": "fiji" };
const clashes = (
  sessions: Session[],
  roles: Entities["session_role"][] = [],
  expected: { session: string; parties: string[] }[] = [],
) =>
  planClashes({ sessions, place: placeOf, roles, partyOf: (id) => PARTIES[id] ?? null, expected }).map(
    ({ kind, subject, sessions }) => [kind, subject, ...sessions],
  );

it("finds sessions that overlap in one room", () => {
  const first = session("1", "09:00", "10:00", { room: "a" });
  expect(clashes([session("2", "09:55", "11:00", { room: "a" }), first])).toEqual([["room", "a", "1", "2"]]);
  expect(clashes([first, session("2", "10:00", "11:00", { room: "a" })])).toEqual([]);
  expect(clashes([first, session("2", "09:30", "11:00", { room: "b" })])).toEqual([]);
  expect(clashes([session("1", "09:00", "10:00"), session("2", "09:00", "10:00")])).toEqual([]);
});

it("finds a person with a part in both, and does not name the delegation again", () => {
  const both = [session("1", "09:00", "10:00"), session("2", "09:30", "11:00")];
  expect(clashes(both, [role("1", "9", "moderator"), role("2", "9", "interpreter")])).toEqual([
    ["person", "9", "1", "2"],
  ]);
  expect(clashes(both, [role("1", "7"), role("2", "7")])).toEqual([["person", "7", "1", "2"]]);
  expect(clashes(both, [role("1", "7"), role("2", "8")])).toEqual([["party", "fiji", "1", "2"]]);
});

it("finds a delegation that is expected in both, by its members' roles or without one", () => {
  const both = [session("1", "09:00", "10:00"), session("2", "09:30", "11:00")];
  const chile = (session: string) => ({ session, parties: ["peru", "chile"].slice(Number(session) - 1) });
  expect(clashes(both, [], [chile("1"), chile("2")])).toEqual([["party", "chile", "1", "2"]]);
  expect(clashes(both, [role("1", "7")], [{ session: "2", parties: ["fiji"] }])).toEqual([
    ["party", "fiji", "1", "2"],
  ]);
  const later = [session("1", "09:00", "10:00"), session("2", "10:00", "11:00")];
  expect(clashes(later, [], [chile("1"), chile("2")])).toEqual([]);
});

it("leaves out what is cancelled or over", () => {
  const first = session("1", "09:00", "10:00", { room: "a" });
  expect(clashes([first, session("2", "09:00", "10:00", { room: "a", cancelled: true })])).toEqual([]);
  expect(clashes([first, session("2", "09:00", "10:00", { room: "a", state: "closed" })])).toEqual([]);
});

it("joins what concerns the same two sessions", () => {
  const of = (kind: "room" | "person", sessions: [string, string]) => ({ kind, subject: "9", sessions });
  const joined = clashesByPair([of("room", ["1", "2"]), of("person", ["1", "2"]), of("person", ["1", "3"])]);
  expect(joined.map(({ sessions, clashes }) => [sessions, clashes.length])).toEqual([
    [["1", "2"], 2],
    [["1", "3"], 1],
  ]);
});
