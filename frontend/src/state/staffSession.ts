/** Values of a session that the audience's page does not need. A module of its own keeps that page's script small. */
import type { Readiness, SessionModel } from "./sessionModel.svelte";
import type { Entities } from "./store.svelte";

type Role = Entities["participant"]["roles"][number];

/** Under these access policies nobody can enter with the session's code. */
const FOR_NO_GUESTS: Entities["session"]["access"][] = ["registered", "delegations", "staff"];

/** The code that is shown to all in the hall; empty where guests may not enter. */
export function joinCode({ session }: SessionModel): string {
  return session && !FOR_NO_GUESTS.includes(session.access) ? session.code : "";
}

/** Whether a participant has a role, in the conference or in this session. */
export function hasRole({ id: session, conference, client }: SessionModel, id: string, role: Role): boolean {
  const isIt = (held: Entities["session_role"]) =>
    held.session === session && held.participant === id && held.role === role;
  return (
    (conference.participant(id)?.roles.includes(role) ?? false) ||
    client.store.all(conference.stream, "session_role").some(isIt)
  );
}

/** The participants who are connected and have a role. */
export const participantsWithRole = (model: SessionModel, role: Role): string[] =>
  connectedParticipants(model).filter((id) => hasRole(model, id, role));

/** Whether the desk saw the entry's speaker in the hall. */
export const isConfirmed = ({ client, stream }: SessionModel, entry: string): boolean =>
  client.store.one(stream, "hall_confirmation", entry) !== null;

/** The participants whom the hall's desk checked in. */
export const checkedInParticipants = ({ client, stream }: SessionModel): string[] =>
  client.store.all(stream, "check_in").map(({ id }) => id);

/** How many votes on a question come from guests at one address, if they are many. */
export const guestVotes = ({ client, stream }: SessionModel, question: string): number =>
  client.store.signal(stream, "question.guest_votes")?.counts[question] ?? 0;

/** What plays the remote speakers in the hall: `screen`, a desk by its id, or nobody. */
export const hallPlayer = ({ client, stream, id }: SessionModel): string =>
  client.store.one(stream, "hall_sound", id)?.player ?? "screen";

/** Whether the hall is sent on: its line stands, and the session is neither in a break nor closed (FL26). */
export const isHallOnAir = ({ lines, session }: SessionModel): boolean =>
  lines.hall && session?.state !== "suspended" && session?.state !== "closed";

/** Which pictures could be shown beside the floor's. */
export const sendingSlots = (model: SessionModel): { hall: boolean; chair: boolean } => ({
  hall: model.lines.hall,
  chair: model.isPublishing(model.participantIn("chair")),
});

/** The roll call that is open (FL22). */
export const rollCall = ({ client, stream }: SessionModel): Entities["roll_call"] | null =>
  client.store.all(stream, "roll_call").find((call) => call.closed_at === null) ?? null;

/** The last roll call that has a result. */
export const lastRollCall = ({ client, stream }: SessionModel): Entities["roll_call"] | null =>
  client.store
    .all(stream, "roll_call")
    .filter(({ closed_at }) => closed_at !== null)
    .sort((a, b) => Number(b.id) - Number(a.id))[0] ?? null;

/** Who answered the open roll call. */
export const rollAnswers = ({ client, stream }: SessionModel): Entities["roll_answer"][] =>
  client.store.all(stream, "roll_answer");

/** The participants who are connected now. */
export function connectedParticipants({ presence }: SessionModel): string[] {
  const parties = Object.values(presence.parties).flatMap(({ hall, remote }) => [...hall, ...remote]);
  return [...presence.people, ...parties];
}

/** How many people are connected from elsewhere than the hall. */
export function remotePeople(model: SessionModel): number {
  const { presence, conference } = model;
  const members = Object.values(presence.parties).flatMap(({ remote }) => remote);
  // The audience has a number of its own, with the guests.
  const others = presence.people.filter(
    (id) => conference.participant(id)?.place === "remote" && !hasRole(model, id, "audience"),
  );
  return members.length + others.length + presence.audience_remote;
}

/** The server's verdict on an entry (FL18); null for entries far down the list. */
export const readinessOf = ({ client, stream }: SessionModel, entry: string): Readiness | null =>
  client.store.signal(stream, "floor.readiness")?.entries[entry] ?? null;

/** The video statement of a party, as far as this seat may know of it. */
export function videoStatementOf(model: SessionModel, party: string): Entities["video_statement"] | null {
  const { store } = model.client;
  const { stream } = model.conference;
  return store.one(stream, "video_statement", party) ?? store.one(stream, "my_video_statement", party);
}
