/** Sends the result of a check to the server, which decides the verdict. */
import type { Client } from "../../state/client.svelte";
import { conferenceStream } from "../../state/selectors";
import type { Outcome } from "../../wire/connection";
import { browserName } from "../help/browser";
import type { Protocol } from "../../messages/messages.gen";
import type { CheckLine } from "./findings";

type Lines = Protocol["commands"]["check.submit"]["lines"];

const ROLES = ["moderator", "panellist", "delegate", "operator", "interpreter"];

/** Whether others need the check of this seat, because it may speak, interprets, or sends the hall. */
export const needsCheck = (client: Client): boolean =>
  client.rolesIn("*").some((role) => ROLES.includes(role));

export function submitCheck(client: Client, lines: CheckLine[]): Promise<Outcome> {
  const stream = conferenceStream(client.seat?.conference ?? "");
  const told = lines.map((line) => ({ loss: null, rtt_ms: null, level_dbov: null, band_hz: null, ...line }));
  return client.sendCommand(stream, { type: "check.submit", browser: browserName(), lines: told as Lines });
}
