import { expect, it } from "vitest";
import type { StreamEvent } from "../../../wire/frames";
import { noticeOf } from "./notices";

const later = {
  type: "floor.called_later",
  entry: "1",
  party: "6",
  place_left: 1,
  place_taken: 4,
  reason: "",
} as const;
const inscribed = { type: "floor.inscribed", entry: "1", party: "6", group_warning: "" } as StreamEvent;
const warned = { ...inscribed, group_warning: "Pacific Islands Forum" } as StreamEvent;

it("tells a party what happened to its own entry", () => {
  expect([later, warned].map((event) => noticeOf(event, "6"))).toEqual([
    { is: "called_later", place: 4, reason: "" },
    { is: "group_warning", group: "Pacific Islands Forum" },
  ]);
});

it("warns a party about its group if a file put it on the list", () => {
  const shared = { kind: "statement", mode: "live", place: "remote" } as const;
  const rows = [
    { ...shared, entry: "1", party: "5", group_warning: "G77" },
    { ...shared, entry: "2", party: "6", group_warning: "Pacific Islands Forum" },
  ];
  const event = { type: "floor.inscribed_many", rows, late_reason: "" } as const;
  expect(["6", "7"].map((party) => noticeOf(event, party))).toEqual([
    { is: "group_warning", group: "Pacific Islands Forum" },
    null,
  ]);
});

it("tells a party why its turn was revoked, and gives no notice of an ordinary end", () => {
  const ended = {
    type: "floor.ended",
    turn: "1",
    party: "6",
    spoken: 3,
    overtime: 0,
    returned: null,
  } as const;
  const revoked = { ...ended, by: "revoked", reason: "Out of order." } as const;
  expect(["6", "7"].map((party) => noticeOf(revoked, party))).toEqual([
    { is: "revoked", reason: "Out of order." },
    null,
  ]);
  expect(noticeOf({ ...ended, by: "finished", reason: "" }, "6")).toBeNull();
});

it("gives no notice of other parties or of the party's own acts", () => {
  expect([noticeOf(later, "7"), noticeOf(later, null), noticeOf(inscribed, "6")]).toEqual([null, null, null]);
  expect(noticeOf({ type: "session.opened" }, "6")).toBeNull();
});

it("tells a party why it was moved, taken off the list, suspended or given more time", () => {
  const [entry, turn] = [
    { entry: "1", party: "6" },
    { turn: "1", party: "6" },
  ];
  const reason = "A flight.";
  const events: StreamEvent[] = [
    { type: "floor.moved", ...entry, place_left: 4, place_taken: 1, reason },
    { type: "floor.withdrawn", ...entry, reason },
    { type: "floor.turn_suspended", ...turn, reason },
    { type: "floor.extended", ...turn, seconds: 30, reason },
  ];
  expect(events.map((event) => noticeOf(event, "6"))).toEqual([
    { is: "moved", place: 1, reason },
    { is: "struck", reason },
    { is: "suspended", reason },
    { is: "extended", seconds: 30, reason },
  ]);
  expect(noticeOf({ type: "floor.withdrawn", ...entry, reason: "" }, "6")).toBeNull();
});

it("tells only waiting parties that speaking time was cut (FL15)", () => {
  const limits = { state: 60, group: 60, observer: 60, other: 60 };
  const told = {
    type: "floor.limits_set",
    limits,
    ends_turns: false,
    reply_limits: [60],
    preset: null,
    reason: "",
  };
  const cut = { ...told, lower: true } as StreamEvent;
  const raised = { ...told, lower: false } as StreamEvent;
  expect(noticeOf(cut, "6", true)).toEqual({ is: "shorter", reason: "" });
  expect([noticeOf(cut, "6"), noticeOf(raised, "6", true)]).toEqual([null, null]);
});

it("tells a party that its turn was cut, unless little of its time was left", () => {
  const granted = { type: "floor.granted", party: "7", ended_party: "6", ended_left: 149 } as StreamEvent;
  expect(noticeOf(granted, "6")).toEqual({ is: "cut", left: 149 });
  expect(noticeOf(granted, "7")).toBeNull();
  expect(noticeOf({ ...granted, ended_left: 4 } as StreamEvent, "6")).toBeNull();
});
