/** Whether the hall hears a person from this page, and whether it should. Pure. */
import { carriesVideoStatement } from "../../../state/selectors";
import type { Entities } from "../../../state/store.svelte";

export type HearingState = "nobody" | "hall" | "missing";

type Turn = Pick<Entities["turn"], "mode" | "introducing" | "place" | "speaker">;

/** `turn` is my party's turn if it has the floor; `seated` is whether I sit on the podium. */
export function shouldBeHeard(turn: Turn | null, me: string | null, seated: boolean): boolean {
  if (seated) return true;
  if (!turn || turn.place === "hall") return false;
  const live = turn.mode !== "read_out" && !carriesVideoStatement(turn);
  return live && (turn.speaker === null || turn.speaker === me);
}

/** `sends` is whether my microphone is sent to the relay and is not muted. */
export function hearingStateOf(should: boolean, sends: boolean): HearingState {
  if (!should) return "nobody";
  return sends ? "hall" : "missing";
}
