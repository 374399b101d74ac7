import { describe, expect, it } from "vitest";
import { isReady, lineOf } from "./lines";

const remote = { mode: "live", place: "remote" } as const;
const hall = { mode: "live", place: "hall" } as const;
const here = (place: "hall" | "remote") => ({ hall: [], remote: [], [place]: ["7"] });

describe("the line of an entry", () => {
  it("is open once any member's microphone reaches the relay", () => {
    expect(lineOf(remote, ["7", "8"], here("remote"), ["8"])).toBe("open");
  });

  it("is missing where a member is connected and sends nothing", () => {
    expect(lineOf(remote, ["7"], here("remote"), ["9"])).toBe("no_line");
    expect(lineOf(remote, ["7"], here("hall"), [])).toBe("no_line");
  });

  it("is absent where nobody of the party is connected", () => {
    expect(lineOf(remote, ["7"], undefined, [])).toBe("absent");
  });

  it("is the hall's for who sits there", () => {
    expect(lineOf(hall, ["7"], here("hall"), [])).toBe("hall");
    expect(lineOf(hall, ["7"], here("remote"), ["7"])).toBe("not_in_hall");
  });

  it("is not needed by a recording or a text that is read out", () => {
    expect(lineOf({ mode: "recorded", place: "remote" }, [], undefined, [])).toBe("recording");
    expect(lineOf({ mode: "read_out", place: "remote" }, [], undefined, [])).toBe("read_out");
  });
});

it("is ready where nothing is missing", () => {
  const all = ["open", "hall", "recording", "read_out", "no_line", "not_in_hall", "absent"] as const;
  expect(all.filter(isReady)).toEqual(["open", "hall", "recording", "read_out"]);
});
