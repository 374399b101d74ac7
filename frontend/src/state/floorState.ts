/** What becomes of the voice of whoever has the floor. Whether it is heard is said by the gate, never by the turn
 *  (FL11). */
import { carriesVideoStatement } from "./selectors";
import type { Entry, SessionModel, Turn } from "./sessionModel.svelte";

/** `suspended` is that nobody is heard; `paused` that the podium or the hall may still carry the voice. */
export type FloorState = "nobody" | "has" | "paused" | "suspended" | "line_lost";

/** Whether the voice is not forwarded, though nobody took the floor away. */
export const isStopped = (state: FloorState): state is "suspended" | "paused" =>
  state === "suspended" || state === "paused";

type Floor = Pick<SessionModel, "turn" | "session" | "lines" | "podium" | "conference" | "readerSlot">;

export function floorStateOf(model: Floor): FloorState {
  const { turn, session, lines } = model;
  if (!turn) return "nobody";
  if (turn.dropped_at !== null) return "line_lost";
  if (session?.state !== "open") return "suspended";
  if (turn.suspended_at === null || lines.floor !== null) return "has";
  return isInAnotherSlot(turn, model) ? "paused" : "suspended";
}

/** Whether whoever speaks in a turn sits on the podium or in the hall, whose slots a suspended turn does not close (FL12). */
export function isInAnotherSlot(turn: Turn, { podium, conference, readerSlot }: Floor): boolean {
  if (carriesVideoStatement(turn)) return false;
  if (turn.mode === "read_out") return readerSlot !== "floor";
  const isOfParty = (seated: string) => conference.participant(seated)?.party === turn.party;
  return turn.place === "hall" || podium.some(({ participant }) => isOfParty(participant));
}

/** Whether the page, which is not in the hall, does not get the voice of whoever has the floor. */
export const isUnheardHere = (model: Pick<SessionModel, "turn" | "linesOnAir" | "client">): boolean =>
  !!model.turn && isHeardInHallOnly(model, model.turn) && model.client.seat?.place !== "hall";

/** Whether somebody would speak in a hall that is off air, so that people elsewhere hear nothing. */
export function isHeardInHallOnly(
  { linesOnAir }: Pick<SessionModel, "linesOnAir">,
  { mode, place }: Pick<Turn | Entry, "mode" | "place">,
): boolean {
  return linesOnAir !== null && !linesOnAir.hall && mode === "live" && place === "hall";
}
