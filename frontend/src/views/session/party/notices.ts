/** Notices to a party about its own entry or turn. Pure. */
import type { StreamEvent } from "../../../wire/frames";

export type PlaceNotice =
  | { is: "group_warning"; group: string }
  | { is: "moved" | "called_later" | "returned_to_list"; place: number; reason: string }
  | { is: "revoked" | "struck" | "suspended" | "shorter"; reason: string }
  | { is: "extended"; seconds: number; reason: string }
  | { is: "cut"; left: number };

/** Seconds. Less than this does not matter to a speaker who is done. */
const CUT_FROM = 10;

/** The notice of an event for a party; null if it does not concern it. `waits` is whether it is on the list. */
export function noticeOf(event: StreamEvent, party: string | null, waits = false): PlaceNotice | null {
  if (event.type === "floor.limits_set")
    return waits && event.lower ? { is: "shorter", reason: event.reason } : null;
  if (event.type === "floor.inscribed_many") {
    const group = event.rows.find((row) => row.party === party)?.group_warning;
    return group ? { is: "group_warning", group } : null;
  }
  if (event.type === "floor.granted" || event.type === "floor.heard_on_motion") {
    const isCut = party !== null && event.ended_party === party && event.ended_left >= CUT_FROM;
    return isCut ? { is: "cut", left: event.ended_left } : null;
  }
  if (!("party" in event) || event.party !== party) return null;
  switch (event.type) {
    case "floor.inscribed":
      return event.group_warning ? { is: "group_warning", group: event.group_warning } : null;
    case "floor.moved":
      return { is: "moved", place: event.place_taken, reason: event.reason };
    case "floor.called_later":
      return { is: "called_later", place: event.place_taken, reason: event.reason };
    case "floor.withdrawn":
      return event.reason ? { is: "struck", reason: event.reason } : null;
    case "floor.turn_suspended":
      return event.reason ? { is: "suspended", reason: event.reason } : null;
    case "floor.extended":
      return event.reason ? { is: "extended", seconds: event.seconds, reason: event.reason } : null;
    case "floor.ended":
      return event.by === "revoked" ? { is: "revoked", reason: event.reason } : null;
    case "floor.returned_to_list":
      return { is: "returned_to_list", place: event.place, reason: event.reason };
    default:
      return null;
  }
}
