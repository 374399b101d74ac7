import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { alertFor, AlertPacer, QUIET_MS, currentAlert, type Alert, type PartyState } from "./alerts";

const at = (position: number): PartyState => ({ position, speaks: false, ballot: null });
const speaking: PartyState = { ...at(0), speaks: true };
const called: PartyState = { ...at(2), ballot: "called" };
const voting: PartyState = { ...at(2), ballot: "vote" };

describe("the alert for a change", () => {
  it.each<[string, PartyState | null, PartyState, Alert | null]>([
    ["a page that opens", null, at(1), null],
    ["a page that opens while it speaks", null, speaking, null],
    ["asking for the floor", at(0), at(2), null],
    ["from fifth to fourth", at(5), at(4), null],
    ["from fourth to third", at(4), at(3), "third"],
    ["from third to second", at(3), at(2), "second"],
    ["from second to next", at(2), at(1), "next"],
    ["from fifth to next, by the chair's hand", at(5), at(1), "next"],
    ["no change", at(2), at(2), null],
    ["a place further back", at(1), at(3), null],
    ["withdrawal", at(1), at(0), null],
    ["the floor, from next", at(1), speaking, "floor"],
    ["the floor, without a place", at(0), speaking, "floor"],
    ["speaking on", speaking, speaking, null],
    ["the end of a turn", speaking, at(0), null],
    ["the floor, with another entry behind", at(1), { ...at(3), speaks: true }, "floor"],
    ["a call to vote", at(2), called, "called"],
    ["a second call to vote", called, called, null],
    ["a vote in which it can answer", at(2), voting, "vote"],
    ["an answer", voting, at(2), null],
  ])("%s", (_, before, now, alert) => {
    expect(alertFor(before, now)).toBe(alert);
  });

  it("stays in the title as long as it applies", () => {
    expect([at(0), at(1), at(2), at(3), at(4), speaking, called, voting].map(currentAlert)).toEqual([
      null,
      "next",
      "second",
      "third",
      null,
      "floor",
      "called",
      "vote",
    ]);
  });
});

describe("the pace", () => {
  let told: Alert[];
  let pace: AlertPacer;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    pace = new AlertPacer((alert) => told.push(alert));
  });
  afterEach(() => vi.useRealTimers());

  it("is one alert in five seconds, and then the newest", () => {
    pace.add("third");
    pace.add("second");
    vi.advanceTimersByTime(QUIET_MS - 1);
    pace.add("next");
    expect(told).toEqual(["third"]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual(["third", "next"]);
    vi.advanceTimersByTime(QUIET_MS);
    expect(told).toEqual(["third", "next"]);
  });

  it("lets the floor through at once, and drops waiting alerts", () => {
    pace.add("second");
    pace.add("next");
    pace.add("floor");
    vi.advanceTimersByTime(QUIET_MS);
    expect(told).toEqual(["second", "floor"]);
  });

  it("emits no alert that was dropped", () => {
    pace.add("second");
    pace.add("next");
    pace.drop();
    vi.advanceTimersByTime(QUIET_MS);
    expect(told).toEqual(["second"]);
  });
});
