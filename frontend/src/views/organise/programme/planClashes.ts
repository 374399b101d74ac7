/** Sessions that cannot both be held as they are planned. Pure. */
import type { Entities } from "../../../state/store.svelte";
import type { PlannedPlace } from "./layout";

type Session = Entities["session"];
type Role = Pick<Entities["session_role"], "session" | "participant" | "role">;

/** Two sessions at one time: in one room, with one person who has a part in both, or with one delegation. */
export interface PlanClash {
  kind: "room" | "person" | "party";
  /** The room, the participant or the party. */
  subject: string;
  /** The two sessions, the earlier first. */
  sessions: [string, string];
}

interface Planned {
  sessions: readonly Session[];
  place: (session: Session) => PlannedPlace;
  roles: readonly Role[];
  partyOf: (participant: string) => string | null;
  /** Parties that are expected in a session without a role there: on its lists or podium, or with a text to speak. */
  expected: readonly { session: string; parties: readonly string[] }[];
}

export function planClashes({ sessions, place, roles, partyOf, expected }: Planned): PlanClash[] {
  const held = sessions
    .filter(({ cancelled, state }) => !cancelled && state !== "closed")
    .map((session) => ({ id: session.id, ...place(session) }))
    .sort((a, b) => a.starts - b.starts || Number(a.id) - Number(b.id));
  const people = bySession(roles, ({ participant }) => participant);
  const members = roles.map(({ session, participant }) => ({ session, party: partyOf(participant) }));
  const others = expected.flatMap(({ session, parties }) => parties.map((party) => ({ session, party })));
  const parties = bySession([...members, ...others], ({ party }) => party);
  const found: PlanClash[] = [];
  held.forEach((one, at) => {
    for (const other of held.slice(at + 1)) {
      if (other.starts >= one.ends) break;
      const pair: [string, string] = [one.id, other.id];
      if (one.room !== null && one.room === other.room)
        found.push({ kind: "room", subject: one.room, sessions: pair });
      const persons = inBoth(people, pair);
      for (const subject of persons) found.push({ kind: "person", subject, sessions: pair });
      const named = new Set(persons.map(partyOf));
      for (const subject of inBoth(parties, pair))
        if (!named.has(subject)) found.push({ kind: "party", subject, sessions: pair });
    }
  });
  return found;
}

function bySession<T extends { session: string }>(
  rows: readonly T[],
  of: (row: T) => string | null,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const subject = of(row);
    if (subject === null) continue;
    found.set(row.session, (found.get(row.session) ?? new Set<string>()).add(subject));
  }
  return found;
}

const inBoth = (subjects: Map<string, Set<string>>, [one, other]: [string, string]): string[] =>
  [...(subjects.get(one) ?? [])].filter((subject) => subjects.get(other)?.has(subject));

export interface PairClashes {
  sessions: [string, string];
  clashes: PlanClash[];
}

/** All clashes of two sessions together. */
export function clashesByPair(clashes: readonly PlanClash[]): PairClashes[] {
  const pairs = new Map<string, PairClashes>();
  for (const clash of clashes) {
    const key = clash.sessions.join(" ");
    const pair = pairs.get(key) ?? { sessions: clash.sessions, clashes: [] };
    pair.clashes.push(clash);
    pairs.set(key, pair);
  }
  return [...pairs.values()];
}
