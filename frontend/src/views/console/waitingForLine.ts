/** The party whose turn waits for a ruling or a vote, and its remaining time in seconds. */
import { clockText } from "../../state/selectors";
import { t } from "./texts";

export function waitingForLineText(name: string, left: number): string {
  return t(left < 0 ? "order.waits_over" : "order.waits", { name, time: clockText(left) });
}
