import { expect, it } from "vitest";
import { isReady, readinessWord } from "./readiness";

const remote = { mode: "live", place: "remote" } as const;

it("says how a ready speaker will be heard", () => {
  const ready = { verdict: "ready", figure: null } as const;
  expect(readinessWord(ready, remote)).toBe("line open");
  expect(readinessWord(ready, { mode: "live", place: "hall" })).toBe("in the hall");
  expect(readinessWord(ready, { mode: "video_statement", place: "remote" })).toBe("video ready");
  expect(readinessWord(ready, { mode: "read_out", place: "hall" })).toBe("read out");
  expect(isReady(ready)).toBe(true);
});

it("says what is missing, with its figure", () => {
  expect(readinessWord({ verdict: "lossy", figure: 12 }, remote)).toBe("line poor: 12 % lost");
  expect(readinessWord({ verdict: "no_microphone", figure: null }, remote)).toBe("no microphone");
  expect(isReady({ verdict: "lossy", figure: 12 })).toBe(false);
});
