/** With whom a party may change places (FL9). Pure. */
import type { Entities } from "../../../state/store.svelte";

type Entry = Entities["entry"];

/** The neighbours of an entry in the list whom the server would let it ask: of its category, and another party's. */
export function neighboursOf(sorted: readonly Entry[], entry: string): Entry[] {
  const at = sorted.findIndex(({ id }) => id === entry);
  const own = sorted[at];
  if (!own) return [];
  return [sorted[at - 1], sorted[at + 1]].filter(
    (one): one is Entry => one !== undefined && one.party !== own.party && one.category === own.category,
  );
}
