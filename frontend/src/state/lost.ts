/** Whose connection broke and has not come back: who runs the session asks after them. */
import type { SessionModel } from "./sessionModel.svelte";

const MOST_NAMES = 2;

/** By party or, of who has none, by name; of many the first two. */
export function lostNames({ presence, conference }: SessionModel): string {
  const people = presence.lost.map((id) => conference.participant(id));
  const names = people.map((one) => (one?.party ? conference.partyName(one.party) : one?.name));
  const known = names.filter((name, at) => name !== undefined && names.indexOf(name) === at).sort();
  const more = known.length - MOST_NAMES;
  return known.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` +${more}` : "");
}
