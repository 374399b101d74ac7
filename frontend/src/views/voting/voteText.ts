/** A vote in words: what is voted on, what yes means, and then its result (FL13, FL28). */
import { isolateDirection } from "../../locales/isolateDirection";
import type { SessionModel } from "../../state/sessionModel.svelte";
import type { Entities } from "../../state/store.svelte";
import { motionText } from "../session/motionTexts";
import { chairLine, rulingText } from "../session/rulingText";
import { t } from "./texts";

type Vote = Entities["vote"];
type Asked = Pick<Vote, "subject" | "method" | "party" | "motion" | "motion_text" | "proposal" | "question"> &
  Partial<Pick<Vote, "ruling">>;
type Closed = Asked & Pick<Vote, "in_favour" | "against" | "abstentions" | "carried">;

/** What the texts need of a session: names of parties, and titles of proposals. */
export interface Names {
  party: (id: string) => string;
  proposal: (id: string) => string;
}

/** The names of a session's parties and proposals. */
export const namesOf = (model: SessionModel): Names => ({
  party: (id) => model.conference.partyName(id),
  proposal: (id) => {
    const found = model.client.store.one(model.stream, "proposal", id);
    return found ? proposalText(found) : "";
  },
});

/** A proposal's symbol and title. */
export const proposalText = ({ symbol, title }: Pick<Entities["proposal"], "symbol" | "title">): string =>
  [symbol, title].filter(Boolean).map(isolateDirection).join(" ");

function params(vote: Asked, names: Names) {
  return {
    name: vote.party ? names.party(vote.party) : "",
    motion: vote.motion ? motionText(vote) : "",
    proposal: vote.proposal ? names.proposal(vote.proposal) : "",
    question: isolateDirection(vote.question),
    ruling: vote.ruling ? rulingText(vote.ruling, names.party) : "",
  };
}

/** What is voted on. */
export function questionText(vote: Asked, names: Names): string {
  const given = params(vote, names);
  if (vote.method === "without_a_vote") return t("vote.without", { what: given.motion || given.proposal });
  return t(given.ruling ? "vote.on_appeal_against" : `vote.on_${vote.subject}`, given);
}

/** What the chair said with the ruling under appeal. Empty for any other vote. */
export const lineUnderAppeal = ({ ruling }: Pick<Vote, "ruling">): string =>
  ruling ? chairLine(ruling) : "";

/** What a vote in favour means, or how one objects. */
export function meaningText(vote: Asked & Pick<Vote, "majority">, names: Names): string {
  if (vote.method === "without_a_vote") return t("vote.objections");
  const meaning = t(`vote.yes_${vote.subject}`, params(vote, names));
  return vote.majority === "two_thirds" ? `${meaning} ${t("vote.two_thirds")}` : meaning;
}

/** The result of a closed vote, without its figures. */
export function resultText(vote: Closed, names: Names): string {
  const given = params(vote, names);
  if (vote.method === "without_a_vote") {
    const what = given.motion || given.proposal;
    return vote.carried
      ? t("vote.consensus_carried", { what })
      : t("vote.consensus_lost", { what, count: vote.against });
  }
  if (vote.subject === "indicative") return t("vote.indicative_over", given);
  return t(`vote.${vote.subject}_${vote.carried ? "carried" : "lost"}`, given);
}

/** The figures of a closed vote. Empty for a decision without a vote. */
export function countsText(vote: Pick<Closed, "method" | "in_favour" | "against" | "abstentions">): string {
  const { in_favour, against, abstentions } = vote;
  return vote.method === "without_a_vote" ? "" : t("vote.counts", { in_favour, against, abstentions });
}

/** What is voted on, and once the vote is closed its result with the figures. */
export function voteText(vote: Vote, names: Names): string {
  if (vote.closed_at === null) return questionText(vote, names);
  return [resultText(vote, names), countsText(vote)].filter(Boolean).join(" ");
}
