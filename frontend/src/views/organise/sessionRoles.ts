/** The roles that a person can have in one session. */
import type { Entities } from "../../state/store.svelte";

export type SessionRole = Entities["session_role"]["role"];
export const SESSION_ROLES: SessionRole[] = [
  "moderator",
  "panellist",
  "delegate",
  "operator",
  "interpreter",
  "captioner",
];
/** The languages into which interpreters work: those of the United Nations, and the host's. */
export const INTERPRETED = ["ar", "zh", "en", "fr", "ru", "es", "id"];
