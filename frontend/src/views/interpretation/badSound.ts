/** How long it is shown that a booth reported bad sound, in milliseconds. */
const SHOWN_MS = 60_000;

/** Whether a booth reported bad sound just now. `now` is the server's time. */
export const hearsBadly = (reportedAt: string | null, now: number): boolean =>
  reportedAt !== null && now - Date.parse(reportedAt) < SHOWN_MS;
