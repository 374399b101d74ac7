/** What a clash of two sessions is about, in words. */
import type { PlanClash } from "./planClashes";
import type { Planner } from "./planner.svelte";
import { t } from "./texts";

export function clashText(planner: Planner, { kind, subject }: PlanClash): string {
  switch (kind) {
    case "room":
      return t("clash.room", { room: planner.roomName(subject) });
    case "person":
      return t("clash.person", { name: planner.view.participant(subject)?.name ?? "" });
    case "party":
      return t("clash.party", { name: planner.view.partyName(subject) });
  }
}
