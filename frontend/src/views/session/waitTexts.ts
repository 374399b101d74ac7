/** Waiting times in words. */
import { t } from "../../locales/texts";
import { secondsUntilTurn } from "../../state/selectors";
import type { Entry, SessionModel } from "../../state/sessionModel.svelte";

/** "about 6 min"; below half a minute it is "in less than a minute". */
export function waitText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 1 ? t("floor.wait_soon") : t("floor.wait", { count: minutes });
}

/** The wait of an entry in words; empty if it is unknown. */
export function waitOf(entry: Entry, model: SessionModel): string {
  const seconds = secondsUntil(entry, model);
  return seconds === null ? "" : waitText(seconds);
}

/** The wait of an entry in minutes. Null if it is unknown. */
export function minutesUntil(entry: Entry, model: SessionModel): number | null {
  const seconds = secondsUntil(entry, model);
  return seconds === null ? null : Math.round(seconds / 60);
}

/** Null if it is unknown: the session is not open, the debate is over, or the entry is called next. */
function secondsUntil(entry: Entry, { session, turn, upcoming, client }: SessionModel): number | null {
  const isCalled = upcoming.some(({ id }) => id === entry.id);
  if (!isCalled || session?.state !== "open" || (!turn && upcoming[0]?.id === entry.id)) return null;
  return secondsUntilTurn(upcoming, entry.id, turn, client.now);
}
