/** The delegations that may vote, in the order of the roll, each with its answer (FL28). */
import type { SessionModel } from "../../state/sessionModel.svelte";
import type { Entities } from "../../state/store.svelte";
import { t } from "./texts";

type Ballot = Entities["ballot"];

export interface Voter {
  party: string;
  name: string;
  answer: Ballot["answer"];
  /** What it said after the vote that it had intended; empty if nothing. */
  intended: Ballot["intended"];
  called: boolean;
  ballot: Ballot | null;
}

export function votersOfRoll(model: SessionModel): Voter[] {
  const { vote } = model;
  if (!vote) return [];
  return vote.roll.map((party) => {
    const found = model.client.store.one(model.stream, "ballot", party);
    const ballot = found?.vote === vote.id ? found : null;
    return {
      party,
      name: model.conference.partyName(party),
      answer: ballot?.answer ?? "",
      intended: ballot?.intended ?? "",
      called: vote.called === party,
      ballot,
    };
  });
}

/** Who gave an answer; empty if it was the delegation's own member. */
export const giverText = (ballot: Pick<Ballot, "answer" | "given_by"> | null): string =>
  ballot?.answer && ballot.given_by !== "delegation" ? t(`answer.by_${ballot.given_by}`) : "";

/** What a delegation's own member answered, which others replace only when asked (FL28). To pass is no answer yet. */
export const ownAnswer = (ballot: Pick<Ballot, "answer" | "given_by"> | null): Ballot["answer"] =>
  ballot?.given_by === "delegation" && ballot.answer !== "pass" ? ballot.answer : "";

/** An answer in a word. */
export const answerText = (answer: Ballot["answer"]): string => t(`answer.${answer || "none"}`);

const ORDER: Ballot["answer"][] = ["yes", "no", "abstain", "pass", "object", "absent", ""];

/** The delegations of the roll by their answers, in the order of the roll. Answers that nobody gave are left out. */
export function votersByAnswer(model: SessionModel): { answer: Ballot["answer"]; voters: Voter[] }[] {
  const roll = votersOfRoll(model);
  return ORDER.map((answer) => ({ answer, voters: roll.filter((each) => each.answer === answer) })).filter(
    ({ voters }) => voters.length > 0,
  );
}
