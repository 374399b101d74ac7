import { expect, it } from "vitest";
import { hearingStateOf, shouldBeHeard } from "./hearingState";

const turn = { mode: "live", introducing: false, place: "remote", speaker: null } as const;

it("is expected for a remote holder of the floor, and for the podium", () => {
  expect(shouldBeHeard(turn, "7", false)).toBe(true);
  expect(shouldBeHeard(null, "7", false)).toBe(false);
  expect(shouldBeHeard(null, "7", true)).toBe(true);
});

it("is not expected while a video statement plays, a text is read out, or another member speaks", () => {
  expect(shouldBeHeard({ ...turn, mode: "video_statement" }, "7", false)).toBe(false);
  const introduced = { ...turn, mode: "video_statement", introducing: true } as const;
  expect(shouldBeHeard({ ...introduced, speaker: "7" }, "7", false)).toBe(true);
  expect(shouldBeHeard(introduced, "7", false)).toBe(false);
  expect(shouldBeHeard({ ...turn, mode: "read_out" }, "7", false)).toBe(false);
  expect(shouldBeHeard({ ...turn, place: "hall" }, "7", false)).toBe(false);
  expect(shouldBeHeard({ ...turn, speaker: "8" }, "7", false)).toBe(false);
  expect(shouldBeHeard({ ...turn, speaker: "7" }, "7", false)).toBe(true);
});

const known = { suspended: false, should: true, sends: true, forwarded: true, late: false };

it("is what the gate forwards, not what the turn says", () => {
  expect(hearingStateOf(known)).toBe("hall");
  expect(hearingStateOf({ ...known, forwarded: false })).toBe("opening");
  expect(hearingStateOf({ ...known, forwarded: false, late: true })).toBe("missing");
  expect(hearingStateOf({ ...known, sends: false })).toBe("missing");
  expect(hearingStateOf({ ...known, should: false })).toBe("nobody");
  expect(hearingStateOf({ ...known, suspended: true, forwarded: false })).toBe("suspended");
});
