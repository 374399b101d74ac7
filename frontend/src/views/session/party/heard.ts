/** Whether a person is heard in the hall from this page, and whether that is as it should be. Pure. */
import { isFilm } from "../../../state/selectors";
import type { Entities } from "../../../state/store.svelte";

export type Heard = "nobody" | "hall" | "missing";

type Turn = Pick<Entities["turn"], "mode" | "introducing" | "place" | "speaker">;

/** `turn` is the one with which my party has the floor now; `seated` says that I have an open place on the podium. */
export function shouldBeHeard(turn: Turn | null, me: string | null, seated: boolean): boolean {
  if (seated) return true;
  if (!turn || turn.place === "hall") return false;
  const live = turn.mode !== "read_out" && !isFilm(turn);
  return live && (turn.speaker === null || turn.speaker === me);
}

/** `sends` says that my microphone is on its way to the relay, and not muted. */
export function heardAs(should: boolean, sends: boolean): Heard {
  if (!should) return "nobody";
  return sends ? "hall" : "missing";
}
