/** What becomes of the voice of whoever has the floor. Whether it is heard is said by the gate, never by the turn
 *  (FL11). */
import type { Entry, SessionModel, Turn } from "./sessionModel.svelte";

export type FloorState = "nobody" | "has" | "suspended" | "line_lost";

export function floorStateOf({
  turn,
  session,
  lines,
}: Pick<SessionModel, "turn" | "session" | "lines">): FloorState {
  if (!turn) return "nobody";
  if (turn.dropped_at !== null) return "line_lost";
  const isStopped = turn.suspended_at !== null || session?.state !== "open";
  return isStopped && lines.floor === null ? "suspended" : "has";
}

/** Whether somebody would speak in a hall that is off air, so that people elsewhere hear nothing. */
export function isHeardInHallOnly(
  { linesOnAir }: Pick<SessionModel, "linesOnAir">,
  { mode, place }: Pick<Turn | Entry, "mode" | "place">,
): boolean {
  return linesOnAir !== null && !linesOnAir.hall && mode === "live" && place === "hall";
}
