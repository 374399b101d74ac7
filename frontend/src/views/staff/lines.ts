/** Whether a speaker can be heard if it is called now, as a word and a dot. */
import type { Entities, Signals } from "../../state/store.svelte";

type Presence = Signals["presence"]["parties"][string];

export type LineStatus = "open" | "hall" | "recording" | "read_out" | "no_line" | "not_in_hall" | "absent";

/** From the party's members, who of it is connected, and whose line reaches the relay (FL18). */
export function lineOf(
  entry: Pick<Entities["entry"], "mode" | "place">,
  members: readonly string[],
  presence: Presence | undefined,
  publishing: readonly string[],
): LineStatus {
  if (entry.mode === "recorded") return "recording";
  if (entry.mode === "read_out") return "read_out";
  if (entry.place === "hall") return presence?.hall.length ? "hall" : "not_in_hall";
  if (members.some((member) => publishing.includes(member))) return "open";
  return presence?.remote.length || presence?.hall.length ? "no_line" : "absent";
}

/** Whether calling it needs no second thought (FL19). */
export const isReady = (status: LineStatus): boolean =>
  status === "open" || status === "hall" || status === "recording" || status === "read_out";
