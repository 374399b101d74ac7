/** What a person may do in each session, and why, over REST. */
import { language } from "../../locales/language.svelte";
import { call, withBearer } from "../../state/api";
import type { Entities } from "../../state/store.svelte";

/** A rule that allows something: a role in the conference or in the session, or the session's access policy. */
export interface RightReason {
  source: "conference" | "session" | "policy";
  /** The role, or the access policy. */
  name: string;
}

export const ACTS = ["enter", "listen", "ask", "speak", "moderate", "operate", "read_ahead"] as const;
export type RightAct = (typeof ACTS)[number];

export interface SessionRights {
  session: string;
  access: Entities["session"]["access"];
  roles: { role: Entities["session_role"]["role"]; language: string }[];
  /** By act, every rule that allows it. Empty if the person may not enter. */
  rights: Partial<Record<RightAct, RightReason[]>>;
}

export interface Rights {
  participant: string;
  /** The roles in the whole conference. */
  roles: string[];
  sessions: SessionRights[];
}

export const rightsOf = (bearer: string, participant: string): Promise<Rights> =>
  call("GET", `/api/v1/organise/rights?participant=${participant}`, undefined, withBearer(bearer));

/** The rules to show. "Has a role in a session" is shown only if no other rule allows the act. */
export function shownReasons(grounds: RightReason[]): RightReason[] {
  const others = grounds.filter(({ name, source }) => name !== "role_elsewhere" && source !== "policy");
  return others.length ? grounds.filter(({ name }) => name !== "role_elsewhere") : grounds;
}

/** The people whose name contains what was typed, in order, and after them those whose delegation's does. */
export function findPeople<P extends { name: string }>(
  people: readonly P[],
  typed: string,
  partyOf: (person: P) => string,
): P[] {
  const wanted = typed.trim().toLocaleLowerCase(language());
  const has = (text: string) => text.toLocaleLowerCase(language()).includes(wanted);
  return people
    .filter((person) => has(`${person.name} ${partyOf(person)}`))
    .sort((a, b) => Number(has(b.name)) - Number(has(a.name)) || a.name.localeCompare(b.name, language()));
}
