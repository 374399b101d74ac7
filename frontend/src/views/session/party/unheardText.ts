/** Why nobody hears this page although its party has the floor: the hall does not receive it (FL20). */
import { clockText } from "../../../state/selectors";
import type { OwnSessionModel } from "../ownSessionModel.svelte";
import { t } from "./texts";

/** With the time for which the floor is held; empty if the hall receives the page or the party does not speak. */
export function unheardText({ speaks, turn, client }: OwnSessionModel): string {
  if (!speaks || !turn?.dropped_at || !turn.held_until) return "";
  const left = Math.max(0, (Date.parse(turn.held_until) - client.now) / 1000);
  return t(turn.awaits_hall ? "drop.hall" : "drop.held", { time: clockText(left) });
}
