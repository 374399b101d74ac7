/** The entries with which a party may change places (FL9). Pure. */
import type { Entities } from "../../../state/store.svelte";

type Entry = Entities["entry"];

/** The neighbours of an entry that the server would accept: of its category, and of another party. */
export function neighboursOf(sorted: readonly Entry[], entry: string): Entry[] {
  const at = sorted.findIndex(({ id }) => id === entry);
  const own = sorted[at];
  if (!own) return [];
  return [sorted[at - 1], sorted[at + 1]].filter(
    (one): one is Entry => one !== undefined && one.party !== own.party && one.category === own.category,
  );
}
