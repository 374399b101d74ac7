/** A vote for tests: Chile, Fiji and Japan may vote. */
import type { Entities } from "../state/store.svelte";
import { openSession, type ManualClient } from "./client";

const VOTE: Entities["vote"] = {
  id: "9",
  subject: "indicative",
  method: "electronic",
  majority: "simple",
  party: null,
  motion: null,
  motion_text: "",
  of: null,
  ruling: null,
  proposal: null,
  question: "Shall we go on?",
  put_at: "2021-11-16T05:30:00Z",
  closes_at: null,
  suspended_at: null,
  closed_at: null,
  roll: ["chile", "fiji", "japan"],
  drawn: null,
  seed: "",
  called: null,
  round: 1,
  present: 3,
  accredited: 3,
  needed: 0,
  counted_by: "presence",
  in_favour: 0,
  against: 0,
  abstentions: 0,
  carried: null,
  reason: "",
};

const NAMES = { chile: "Chile", fiji: "Fiji", japan: "Japan" };

/** Opens a session in which a vote is under way. */
export function openVote(client: ManualClient, vote: Partial<Entities["vote"]> = {}): void {
  const party = Object.fromEntries(
    Object.entries(NAMES).map(([id, name]) => [id, { id, name: { en: name }, outlet: "", accredited: true }]),
  );
  const participant = { 7: { id: "7", name: "Ana Vula" }, 8: { id: "8", name: "Ben Rao" } };
  client.receiveEvent({ party, participant }, null, {}, "conference/1");
  client.receiveEvent(openSession());
  changeVote(client, vote);
}

/** Changes the vote. */
export const changeVote = (client: ManualClient, vote: Partial<Entities["vote"]>): void =>
  client.receiveEvent({ vote: { [vote.id ?? VOTE.id]: { ...VOTE, ...vote } } });

/** A party has answered. */
export function answerVote(
  client: ManualClient,
  party: string,
  answer: Entities["ballot"]["answer"],
  more: Partial<Entities["ballot"]> = {},
): void {
  const ballot = { id: party, vote: "9", answer, place: "hall" as const, at: "2021-11-16T05:31:00Z" };
  const own = { intended: "" as const, given_by: "delegation" as const, cast_by: null, ...more };
  client.receiveEvent({ ballot: { [party]: { ...ballot, ...own, cast_by: null } } });
  if (party === client.seat?.party) client.receiveEvent({ my_ballot: { [party]: { ...ballot, ...own } } });
}
