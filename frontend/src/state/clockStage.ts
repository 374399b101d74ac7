/** The stage of a clock, which decides its colour and its word (FL16). */
import type { TurnClock } from "./selectors";

export type ClockStage = "none" | "running" | "60" | "30" | "10" | "over" | "stopped";

export function clockStage(clock: TurnClock | null): ClockStage {
  if (clock === null) return "none";
  if (!clock.running) return "stopped";
  if (clock.overtime) return "over";
  return clock.warning === null ? "running" : (String(clock.warning) as "60" | "30" | "10");
}

/** Whether a screen reader announces the stage: the warnings, and that the time is up. */
export const isAnnounced = (stage: ClockStage): stage is "60" | "30" | "10" | "over" =>
  ["60", "30", "10", "over"].includes(stage);
