/** The speaking time against which my recording is held: that of its entry, else what it would be given (FL15). */
import type { MySitting } from "../mine.svelte";

export function limitOf(sitting: MySitting, group = ""): number {
  const waits = sitting.entries.find(({ mode }) => mode === "recorded");
  if (waits) return waits.limit;
  const category = group.trim() ? "group" : sitting.conference.party(sitting.party)?.category;
  return (category && sitting.floor?.limits[category]) ?? Infinity;
}
