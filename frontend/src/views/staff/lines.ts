/** Whether a speaker can be heard if it is called now, as a word and a dot. */
import type { Entities, Signals } from "../../state/store.svelte";

type Presence = Signals["presence"]["parties"][string];

export type LineStatus = "open" | "hall" | "recording" | "read_out" | "no_line" | "not_in_hall" | "absent";

export interface Whereabouts {
  /** The ids of the party's members. */
  members: readonly string[];
  /** Who of the party is connected, by place. */
  presence: Presence | undefined;
  /** Whose line reaches the relay, of all parties. */
  publishing: readonly string[];
  /** Whom the hall's desk checked in, of all parties. */
  checkedIn: readonly string[];
}

/** FL18: in the hall a member is to be checked in or connected; from afar a line is to reach the relay. */
export function lineOf(
  entry: Pick<Entities["entry"], "mode" | "place">,
  { members, presence, publishing, checkedIn }: Whereabouts,
): LineStatus {
  const anyOf = (ids: readonly string[]) => members.some((member) => ids.includes(member));
  if (entry.mode === "recorded") return "recording";
  if (entry.mode === "read_out") return "read_out";
  if (entry.place === "hall") return anyOf(checkedIn) || presence?.hall.length ? "hall" : "not_in_hall";
  if (anyOf(publishing)) return "open";
  return presence?.remote.length || presence?.hall.length ? "no_line" : "absent";
}

/** Whether calling it needs no second thought (FL19). */
export const isReady = (status: LineStatus): boolean =>
  status === "open" || status === "hall" || status === "recording" || status === "read_out";
