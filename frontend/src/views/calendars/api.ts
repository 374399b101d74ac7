/** Addresses of calendars, over REST. */
import { call, withBearer } from "../../state/api";

export type CalendarSubject = "conference" | "delegation" | "person";

/** The address of a calendar. With `renew` it is a new one, and the earlier ones open nothing. */
export const calendarAddress = async (
  bearer: string,
  of: CalendarSubject,
  language: string,
  renew = false,
): Promise<string> =>
  (await call<{ url: string }>("POST", "/api/v1/calendars", { of, language, renew }, withBearer(bearer))).url;
