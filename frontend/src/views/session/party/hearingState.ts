/** Whether the hall hears a person from this page, and whether it should. Pure. */
import { carriesVideoStatement } from "../../../state/selectors";
import type { Entities } from "../../../state/store.svelte";

export type HearingState = "nobody" | "hall" | "opening" | "missing" | "suspended";

type Turn = Pick<Entities["turn"], "mode" | "introducing" | "place" | "speaker">;

/** `turn` is my party's turn if it has the floor; `seated` is whether I sit on the podium. */
export function shouldBeHeard(turn: Turn | null, me: string | null, seated: boolean): boolean {
  if (seated) return true;
  if (!turn || turn.place === "hall") return false;
  const live = turn.mode !== "read_out" && !carriesVideoStatement(turn);
  return live && (turn.speaker === null || turn.speaker === me);
}

/** What is known of my microphone. */
interface Hearing {
  /** The gate has closed the floor, because the chair suspended my party's turn, and I do not sit on the podium. */
  suspended: boolean;
  should: boolean;
  /** It is sent to the relay and is not muted. */
  sends: boolean;
  /** The gate forwards it. */
  forwarded: boolean;
  /** It has had the time to open. */
  late: boolean;
}

export function hearingStateOf({ suspended, should, sends, forwarded, late }: Hearing): HearingState {
  if (suspended) return "suspended";
  if (!should) return "nobody";
  if (sends && forwarded) return "hall";
  return sends && !late ? "opening" : "missing";
}
