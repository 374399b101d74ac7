/** Which session comes next. A module of its own, so that the audience's page does not load the programme. */
import type { Entities } from "./store.svelte";

type Session = Entities["session"];

export const compareIds = (a: Session, b: Session): number => Number(a.id) - Number(b.id);

/** The first session that is scheduled and not cancelled, after a moment if one is given. */
export function nextSessionAfter(sessions: readonly Session[], moment = ""): Session | null {
  const coming = sessions.filter(
    ({ state, cancelled, starts_at }) => state === "scheduled" && !cancelled && starts_at >= moment,
  );
  return coming.sort((a, b) => a.starts_at.localeCompare(b.starts_at) || compareIds(a, b))[0] ?? null;
}
