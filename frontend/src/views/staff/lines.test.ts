import { describe, expect, it } from "vitest";
import { isReady, lineOf, type Whereabouts } from "./lines";

const remote = { mode: "live", place: "remote" } as const;
const hall = { mode: "live", place: "hall" } as const;
const nowhere: Whereabouts = { members: ["7", "8"], presence: undefined, publishing: [], checkedIn: [] };
const connected = (place: "hall" | "remote") => ({
  ...nowhere,
  presence: { hall: [], remote: [], [place]: ["7"] },
});

describe("the line of an entry", () => {
  it("is open once any member's microphone reaches the relay", () => {
    expect(lineOf(remote, { ...connected("remote"), publishing: ["8"] })).toBe("open");
  });

  it("is missing where a member is connected and sends nothing", () => {
    expect(lineOf(remote, { ...connected("remote"), publishing: ["9"] })).toBe("no_line");
    expect(lineOf(remote, connected("hall"))).toBe("no_line");
  });

  it("is absent where nobody of the party is connected", () => {
    expect(lineOf(remote, nowhere)).toBe("absent");
    expect(lineOf(remote, { ...nowhere, checkedIn: ["7"] })).toBe("absent");
  });

  it("is the hall's for who was checked in or is connected there", () => {
    expect(lineOf(hall, connected("hall"))).toBe("hall");
    expect(lineOf(hall, { ...nowhere, checkedIn: ["8"] })).toBe("hall");
  });

  it("is not the hall's for who is elsewhere, or for another party's check-in", () => {
    expect(lineOf(hall, { ...connected("remote"), publishing: ["7"] })).toBe("not_in_hall");
    expect(lineOf(hall, { ...nowhere, checkedIn: ["9"] })).toBe("not_in_hall");
  });

  it("is not needed by a recording or a text that is read out", () => {
    expect(lineOf({ mode: "recorded", place: "remote" }, nowhere)).toBe("recording");
    expect(lineOf({ mode: "read_out", place: "remote" }, nowhere)).toBe("read_out");
  });
});

it("is ready where nothing is missing", () => {
  const all = ["open", "hall", "recording", "read_out", "no_line", "not_in_hall", "absent"] as const;
  expect(all.filter(isReady)).toEqual(["open", "hall", "recording", "read_out"]);
});
