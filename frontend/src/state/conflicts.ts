/** Parties on two lists at the same time. Pure. */
import type { Entities } from "./store.svelte";

/** The other sessions in which a party waits or speaks while this one is held. */
export function conflictsWith(
  clashes: readonly Entities["clash"][],
  party: string | null | undefined,
  session: string,
): string[] {
  return clashes
    .filter((clash) => clash.party === party && clash.sessions.includes(session))
    .flatMap(({ sessions }) => sessions.filter((other) => other !== session));
}
