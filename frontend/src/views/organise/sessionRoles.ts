/** The roles that a person can have in one session. */
import type { Entities } from "../../state/store.svelte";

export type SessionRole = Entities["session_role"]["role"];
/** In the order in which they are offered. A record, so that no role of the protocol is left out. */
const OFFERED: Record<SessionRole, true> = {
  moderator: true,
  panellist: true,
  delegate: true,
  rapporteur: true,
  interpreter: true,
  captioner: true,
  operator: true,
};
export const SESSION_ROLES = Object.keys(OFFERED) as SessionRole[];
