import { expect, it, onTestFinished, vi } from "vitest";
import { ManualClient, TURN } from "../testing/client";
import { show } from "../testing/view";
import VideoTimeLeft from "./VideoTimeLeft.svelte";

const START = Date.parse(TURN.started_at);

function left(turn: Partial<typeof TURN>, after: number): string {
  vi.useFakeTimers({ now: START + after * 1000 });
  onTestFinished(() => void vi.useRealTimers());
  const client = new ManualClient();
  return show(VideoTimeLeft, { turn: { ...TURN, ...turn } }, client)
    .text()
    .trim();
}

it("counts down by the turn’s clock, and stops with it", () => {
  const playing = { mode: "video_statement", plays_until: 200, suspended_seconds: 5 } as const;
  expect(left(playing, 45)).toBe("video ends in 2:40");
  expect(left({ ...playing, suspended_at: new Date(START + 65_000).toISOString() }, 90)).toBe(
    "video ends in 2:20",
  );
  expect(left(playing, 300)).toBe("video ends in 0:00");
});

it("shows nothing if no video statement plays", () => expect(left({}, 45)).toBe(""));
