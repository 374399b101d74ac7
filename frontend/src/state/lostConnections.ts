/** Whose connection broke and has not come back, for the people who run the session. */
import { comma } from "../locales/language.svelte";
import type { SessionModel } from "./sessionModel.svelte";

const MOST_NAMES = 2;

/** Named by party, or by name without a party; only the first two of many. */
export function lostConnectionNames({ presence, conference }: SessionModel): string {
  const people = presence.lost.map((id) => conference.participant(id));
  const names = people.map((one) => (one?.party ? conference.partyName(one.party) : one?.name));
  const known = names.filter((name, at) => name !== undefined && names.indexOf(name) === at).sort();
  const more = known.length - MOST_NAMES;
  return known.slice(0, MOST_NAMES).join(comma()) + (more > 0 ? ` +${more}` : "");
}
