/** Who has tested, sorted so that people who need a call come first. */
import { language } from "../../locales/language.svelte";
import type { Entities } from "../../state/store.svelte";

type Check = Entities["technical_check"];

export interface Row {
  /** Of a party, else of a participant without one. */
  id: string;
  party: string | null;
  name: string;
  place: "hall" | "remote";
  check: Check | null;
}

const SPEAKING = ["moderator", "panellist", "operator", "interpreter"];
const RANK = { not_ready: 0, never: 1, ready_without_picture: 2, ready: 3 } as const;

/** A row for each party, with the newest check of its members, and one for each person who speaks without a party. */
export function checkRows(
  parties: readonly Pick<Entities["party"], "id" | "place">[],
  people: readonly Pick<Entities["participant"], "id" | "party" | "place" | "roles" | "name" | "simulated">[],
  checks: readonly Check[],
  partyName: (party: string) => string,
): Row[] {
  const byParticipant = new Map(checks.map((check) => [check.id, check]));
  const newest = (ids: readonly string[]): Check | null =>
    ids
      .map((id) => byParticipant.get(id))
      .filter((check) => check !== undefined)
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0] ?? null;
  const ofParties = parties.map(({ id, place }): Row => {
    const members = people.filter(({ party }) => party === id).map((person) => person.id);
    return { id: `party-${id}`, party: id, name: partyName(id), place, check: newest(members) };
  });
  const others = people
    .filter(
      ({ party, roles, simulated }) =>
        party === null && !simulated && roles.some((role) => SPEAKING.includes(role)),
    )
    .map(({ id, name, place }): Row => ({ id, party: null, name, place, check: newest([id]) }));
  return [...ofParties, ...others].sort(
    (a, b) => rank(a) - rank(b) || far(a) - far(b) || a.name.localeCompare(b.name, language()),
  );
}

export const checkState = (row: Row): keyof typeof RANK => row.check?.verdict ?? "never";

const rank = (row: Row): number => RANK[checkState(row)];
/** Remote people come first, because in the hall somebody can help at once. */
const far = (row: Row): number => (row.place === "remote" ? 0 : 1);
