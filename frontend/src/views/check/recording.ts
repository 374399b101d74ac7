/** Tells the server what a check found; it draws the verdict. */
import type { Hall } from "../../state/hall.svelte";
import { conferenceStream } from "../../state/selectors";
import type { Outcome } from "../../wire/connection";
import { browserName } from "../help/browser";
import type { Protocol } from "../../protocol/messages.gen";
import type { CheckLine } from "./findings";

type Lines = Protocol["commands"]["check.record"]["lines"];

const ROLES = ["moderator", "panellist", "delegate", "operator"];

/** Whether a check of this seat is of use to others: it may speak, or sends the hall. */
export const isChecked = (hall: Hall): boolean => ROLES.some((role) => hall.has(role));

export function record(hall: Hall, lines: CheckLine[]): Promise<Outcome> {
  const stream = conferenceStream(hall.seat?.conference ?? "");
  const told = lines.map((line) => ({ loss: null, rtt_ms: null, level_dbov: null, ...line }));
  return hall.ask(stream, { type: "check.record", browser: browserName(), lines: told as Lines });
}
