/** What a party can do in a vote, and what it did (FL28). */
import type { Entities } from "../../../state/store.svelte";
import { isTimeOver } from "../../voting/progress";
import type { OwnSessionModel } from "../ownSessionModel.svelte";

type Vote = Entities["vote"];
type Ballot = Entities["my_ballot"];
export type Answer = Ballot["answer"];

/**
 * `open` and `called`: it can vote now. `objecting`: it can object now. `waits`: it is not called yet. `over`: the time
 * to vote is over. `hands`: hands are counted. Then `closed`, `suspended` and `no_right`.
 */
export type BallotStage =
  "open" | "called" | "objecting" | "waits" | "over" | "hands" | "closed" | "suspended" | "no_right";

interface VoteSituation {
  vote: Pick<Vote, "method" | "closed_at" | "closes_at" | "suspended_at" | "roll" | "called">;
  party: string;
  accredited: boolean;
  /** What it answered so far. */
  answer: Answer;
  isOpen: boolean;
  now: number;
}

export function ballotStage({ vote, party, accredited, answer, isOpen, now }: VoteSituation): BallotStage {
  if (vote.closed_at !== null) return "closed";
  // A show of hands can be held before any delegation is accredited.
  const isHands = vote.method === "show_of_hands";
  if ((!vote.roll.includes(party) || !accredited) && !(isHands && !vote.roll.length)) return "no_right";
  if (isHands) return "hands";
  if (!isOpen) return "suspended";
  if (isTimeOver(vote, now)) return "over";
  if (vote.method === "without_a_vote") return "objecting";
  if (vote.method === "electronic") return "open";
  if (vote.called === party) return "called";
  return answer ? "open" : "waits";
}

/** The answers that it can give, in the order of the buttons. Nobody passes again in the second call (rule 87). */
export function answersNow(stage: BallotStage, { method, round }: Pick<Vote, "method" | "round">): Answer[] {
  if (stage === "objecting") return ["object", ""];
  if (stage !== "open" && stage !== "called") return [];
  return method === "roll_call" && round === 1 ? ["yes", "no", "abstain", "pass"] : ["yes", "no", "abstain"];
}

/** The party's ballot in the shown vote. */
export function ownBallot({ client, stream, vote, party }: OwnSessionModel): Ballot | null {
  const found = client.store.one(stream, "my_ballot", party);
  return vote && found?.vote === vote.id ? found : null;
}

/** The stage of the shown vote for the model's party. Null if there is no vote, or if the person acts for no party. */
export function stageOf(model: OwnSessionModel): BallotStage | null {
  const { vote, party } = model;
  if (!vote || party === null || !model.actsForParty) return null;
  return ballotStage({
    vote,
    party,
    accredited: model.conference.party(party)?.accredited ?? false,
    answer: ownBallot(model)?.answer ?? "",
    isOpen: model.session?.state === "open",
    now: model.client.now,
  });
}

/** Whether a vote waits for the party: it is called in a roll call, or it has not answered in another vote. */
export function awaitedBallot(model: OwnSessionModel): "called" | "vote" | null {
  const stage = stageOf(model);
  if (stage === "called") return "called";
  const answered = (ownBallot(model)?.answer ?? "") !== "";
  return (stage === "open" || stage === "objecting") && !answered ? "vote" : null;
}
