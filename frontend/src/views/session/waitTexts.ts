/** Waiting times in words. */
import { t } from "../../locales/texts";
import { secondsUntilTurn } from "../../state/selectors";
import type { Entry, OwnSessionModel } from "./ownSessionModel.svelte";

/** "about 6 min"; below half a minute it is "in less than a minute". */
export function waitText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 1 ? t("floor.wait_soon") : t("floor.wait", { count: minutes });
}

/** The wait of an entry; empty if it is unknown: the session is not open, the debate is over, or the entry is called
 *  next. */
export function waitOf(entry: Entry, { session, turn, upcoming, client }: OwnSessionModel): string {
  if (!upcoming.includes(entry) || session?.state !== "open" || (!turn && upcoming[0]?.id === entry.id)) return "";
  return waitText(secondsUntilTurn(upcoming, entry.id, turn, client.now));
}
