/** The lists of speakers that a party can join before their sessions begin (FL3). Pure. */
import type { Entities } from "../../state/store.svelte";

type Session = Entities["session"];

export interface JoinableList {
  session: Session;
  /** The session has the party's theme. */
  own: boolean;
}

interface Standing {
  state: Entities["floor"]["list_state"];
  asks: boolean;
}

/** Sessions of the party's own theme first, then by their start. */
export function joinableLists(
  sessions: readonly Session[],
  theme: string | null,
  standing: (session: string) => Standing,
): JoinableList[] {
  const open = sessions.filter(({ id, state, cancelled }) => {
    const { state: list, asks } = standing(id);
    return state === "scheduled" && !cancelled && list !== "closed" && !asks;
  });
  return open
    .map((session) => ({ session, own: theme !== null && session.theme === theme }))
    .sort((a, b) => Number(b.own) - Number(a.own) || a.session.starts_at.localeCompare(b.session.starts_at));
}
