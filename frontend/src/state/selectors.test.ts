import { describe, expect, it } from "vitest";
import type { Entities } from "./store.svelte";
import * as select from "./selectors";
import { TURN } from "../testing/client";

const entry = (id: string, order: number[], party = id, limit = 180): Entities["entry"] => ({
  id,
  party,
  kind: "statement",
  motion: null,
  motion_text: "",
  of: null,
  side: null,
  mode: "live",
  on_behalf_of: "",
  speaker: null,
  reader: null,
  place: "remote",
  category: "state",
  language: "",
  order,
  moves: 0,
  limit,
  reply: 0,
  explains: null,
  inscribed_at: "2021-11-16T05:00:00Z",
  late_reason: "",
  other_item: null,
});
describe("the name of a party", () => {
  const party = (outlet: string): Entities["party"] => ({
    id: "1",
    category: "other",
    code: "",
    name: { en: "Ana", id: "Ana P." },
    spoken: { en: "the Republic of Ana" },
    outlet,
    region: "",
    place: "remote",
    theme: null,
    has_video_statement: false,
    accredited: false,
    illustrative: false,
  });

  it("includes a journalist's outlet", () => {
    expect(select.nameOfParty(party("The Evening Sample"), "id")).toBe("Ana P., The Evening Sample");
    expect(select.nameOfParty(party(""), "en")).toBe("Ana");
    expect(select.nameOfParty(null, "en")).toBe("");
  });

  it("has a state's name in a language in which the organiser gave none", () => {
    const fiji = { ...party(""), code: "FJ", name: { en: "Republic of Fiji" } };
    const names = ["en", "fr", "zh"].map((tag) => select.nameOfParty(fiji, tag));
    expect(names).toEqual(["Republic of Fiji", "Fidji", "斐济"]);
    expect(select.nameOfParty({ ...fiji, code: "" }, "fr")).toBe("Republic of Fiji");
    expect(select.nameOfParty({ ...fiji, code: "?" }, "fr")).toBe("Republic of Fiji");
  });
});

const START = Date.parse("2021-11-16T05:30:00Z");
const turn = (changes: Partial<Entities["turn"]> = {}): Entities["turn"] => ({
  ...TURN,
  party: "1",
  ...changes,
});
describe("the list", () => {
  const list = select.sortEntries([
    entry("c", [1, 2]),
    entry("a", [0, 10]),
    entry("d", [1, 2, 1]),
    entry("b", [0, 9]),
  ]);

  it("is in the server's order, element by element", () => {
    expect(list.map(({ id }) => id)).toEqual(["b", "a", "c", "d"]);
  });

  it("counts places from 1, and finds the entry of a party", () => {
    expect(["b", "d", "x"].map((id) => select.positionOf(list, id))).toEqual([1, 4, 0]);
    expect(select.entryOf(list, "c")?.id).toBe("c");
    expect([select.entryOf(list, "x"), select.entryOf(list, null)]).toEqual([null, null]);
  });

  it("finds all entries of a party, in their order", () => {
    const own = [entry("e", [3], "fiji"), entry("f", [2]), entry("g", [1], "fiji")];
    expect(select.entriesOf(select.sortEntries(own), "fiji").map(({ id }) => id)).toEqual(["g", "e"]);
    expect(select.entriesOf(own, null)).toEqual([]);
  });

  it("offers the entry that was withdrawn last", () => {
    const withdrawn = (id: string, minute: string): Entities["my_withdrawn_entry"] => ({
      id,
      kind: "statement",
      withdrawn_by: "1",
      reason: "",
      restorable_until: `2021-11-16T05:${minute}:00Z`,
    });
    expect(select.lastWithdrawn([withdrawn("1", "30"), withdrawn("2", "32")])?.id).toBe("2");
    expect(select.lastWithdrawn([])).toBeNull();
  });

  it("puts rights of reply after the list, or before it if the chair turned to them (FL14)", () => {
    const reply = { ...entry("r", [1, 0, 0, 0, 1]), kind: "right_of_reply" as const };
    const order = { ...entry("o", [1, 0, 0, 0, 9]), kind: "point_of_order" as const };
    const ids = (first: boolean) =>
      select.entriesInCallOrder([reply, order, ...list], first).map(({ id }) => id);
    const listed = select.sortEntries(list).map(({ id }) => id);
    expect(ids(false)).toEqual([...listed, "r"]);
    expect(ids(true)).toEqual(["r", ...listed]);
  });

  it("estimates a wait from the rest of the turn and the limits of earlier entries", () => {
    expect(select.secondsUntilTurn(list, "c", turn(), START + 60_000)).toBe(120 + 360);
    expect(select.secondsUntilTurn(list, "b", null, START)).toBe(0);
    expect(select.secondsUntilTurn(list, "a", turn(), START + 600_000)).toBe(180);
  });
});

describe("turnClock", () => {
  const left = (seconds: number) => select.turnClock(turn(), START + (180 - seconds) * 1000);

  it("counts down and warns at 60, 30 and 10 seconds", () => {
    expect([61, 60, 31, 30, 11, 10, 0].map((seconds) => left(seconds).warning)).toEqual([
      null,
      60,
      60,
      30,
      30,
      10,
      10,
    ]);
    expect(left(100)).toMatchObject({ elapsed: 80, left: 100, overtime: false, running: true });
  });

  it("counts overtime", () => {
    expect(left(-5)).toMatchObject({ elapsed: 185, left: -5, overtime: true, warning: null });
  });

  it("stops while suspended, and does not count suspended time", () => {
    const stopped = turn({ suspended_at: "2021-11-16T05:31:40Z", suspended_seconds: 40 });
    expect(select.turnClock(stopped, START + 999_000)).toMatchObject({
      elapsed: 60,
      left: 120,
      running: false,
    });
  });

  it("does not run while a video statement is introduced", () => {
    const clock = select.turnClock(turn({ introducing: true }), START + 90_000);
    expect([clock.elapsed, clock.left, clock.running]).toEqual([0, 180, false]);
  });

  it("shows at most the allotted time if our clock is before the start of the turn", () => {
    expect(select.turnClock(turn(), START - 400).left).toBe(180);
  });
});

describe("clockText", () => {
  it("shows the current second, and overtime with a plus", () => {
    expect([180, 59.2, 0.4, 0, -0.4, -61.5].map(select.clockText)).toEqual([
      "3:00",
      "1:00",
      "0:01",
      "0:00",
      "+0:00",
      "+1:01",
    ]);
  });
});

describe("texts", () => {
  it("fall back to English, then to any language", () => {
    expect(select.inLanguage({ en: "Fiji", id: "Fiji (id)" }, "id")).toBe("Fiji (id)");
    expect(select.inLanguage({ en: "Fiji" }, "id")).toBe("Fiji");
    expect(select.inLanguage({ fr: "Fidji" }, "id")).toBe("Fidji");
    // The members of an object have no order.
    expect(select.inLanguage({ ar: "فيجي", fr: "Fidji", sw: "Fiji" }, "id")).toBe("Fidji");
    expect(select.inLanguage(null, "id")).toBe("");
  });

  it("name a speaker as far as known", () => {
    const person = {
      id: "7",
      name: "Delegate of Fiji (demo)",
      honorific: "",
      function: "Head of delegation",
      party: "6",
      place: "remote",
      roles: [],
      simulated: false,
      given_out: false,
    } as Entities["participant"];
    expect(select.speakerLine(person)).toBe("Delegate of Fiji (demo), Head of delegation");
    expect(select.speakerLine(null)).toBe("");
  });
});

describe("the slot of a reader", () => {
  const podium = [
    { id: "chair", participant: "1" },
    { id: "panel-1", participant: "2" },
  ];
  it.each([
    [null, "chair"],
    [{ id: "1", place: "hall" }, "chair"],
    [{ id: "2", place: "remote" }, "panel-1"],
    [{ id: "3", place: "hall" }, "hall"],
    [{ id: "3", place: "remote" }, "floor"],
  ] as const)("%j is heard in %s", (reader, slot) => {
    expect(select.readerSlot(reader, podium)).toBe(slot);
  });
});
