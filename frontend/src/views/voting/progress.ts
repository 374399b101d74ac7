/** The course of a vote in words: the time left, who is called, how many have voted, and the quorum (FL28). */
import { clockText } from "../../state/selectors";
import type { SessionModel, Vote } from "../../state/sessionModel.svelte";
import type { Names } from "./voteText";
import { votersOfRoll, type Voter } from "./roll";
import { t } from "./texts";

type Timed = Pick<Vote, "closes_at" | "suspended_at">;

/**
 * Seconds until nothing more is cast, at a server time in milliseconds. They stand still while the session is suspended.
 * Null if the chair closes the vote.
 */
export function secondsLeft({ closes_at, suspended_at }: Timed, now: number): number | null {
  if (closes_at === null) return null;
  const at = suspended_at === null ? now : Date.parse(suspended_at);
  return Math.max(0, (Date.parse(closes_at) - at) / 1000);
}

/** Whether the time to vote, or to object, is over. The vote then waits for the chair to close it. */
export const isTimeOver = (vote: Timed, now: number): boolean => secondsLeft(vote, now) === 0;

/** The time left, or that it is over. Empty if the chair set none, and once the vote is closed. */
export function timeText({ vote, isVoting, client }: SessionModel): string {
  if (!vote || !isVoting || !client.isClockKnown) return "";
  const left = secondsLeft(vote, client.now);
  if (left === null) return "";
  const objects = vote.method === "without_a_vote";
  if (left === 0) return t(objects ? "vote.objection_over" : "vote.time_over");
  // Without the server the clock goes on by itself, and may be wrong.
  const time = `${client.isAway ? "≈" : ""}${clockText(left)}`;
  return t(objects ? "vote.objection_left" : "vote.time_left", { time });
}

/** Who is called, and in which call. Empty if nobody is. */
export function calledText({ called, round }: Vote, names: Names): string {
  if (called === null) return "";
  return t(round === 2 ? "vote.called_again" : "vote.called", { name: names.party(called) });
}

/** From which delegation the roll is called, as the lot decided. Empty if the vote is no roll call. */
export const drawnText = ({ drawn }: Vote, names: Names): string =>
  drawn === null ? "" : t("vote.drawn", { name: names.party(drawn) });

const VOTES: readonly Voter["answer"][] = ["yes", "no", "abstain", "object"];

/** How many delegations have voted, or object, and how many may. To pass and to be absent are no votes. */
export function castCount(model: SessionModel): { count: number; all: number } {
  const roll = votersOfRoll(model);
  return { count: roll.filter(({ answer }) => VOTES.includes(answer)).length, all: roll.length };
}

/** How many delegations have voted. Empty for a show of hands and a decision without a vote. */
export function castCountText(model: SessionModel): string {
  const { vote } = model;
  if (vote?.method !== "electronic" && vote?.method !== "roll_call") return "";
  return t("vote.have_voted", castCount(model));
}

/** Who is present, and how many have to be. Empty if no quorum is required. */
export const quorumText = ({ present, accredited, needed }: Vote): string =>
  needed === 0 ? "" : t("vote.quorum", { present, accredited, needed });
