/** The limit for my video statement: the one of its entry, or else the one it would get (FL15). */
import type { OwnSessionModel } from "../ownSessionModel.svelte";

export function videoLimit(model: OwnSessionModel, group = ""): number {
  const waits = model.entries.find(({ mode }) => mode === "video_statement");
  if (waits) return waits.limit;
  const category = group.trim() ? "group" : model.conference.party(model.party)?.category;
  return (category && model.floor?.limits[category]) ?? Infinity;
}
