/** The orders in which a list of questions can be read. Each order is the same for everyone who chooses it. */
import type { Entities } from "./store.svelte";

type Question = Entities["question"];

/**
 * `votes`: the most votes first. `newest`: the newest first. `moderator`: as the moderator arranged them, then by votes.
 * `balance`: delegations that had no answer yet before the others, remote before hall, then by votes.
 */
export type QuestionOrder = "votes" | "newest" | "moderator" | "balance";
export const ORDERS: readonly QuestionOrder[] = ["votes", "newest", "moderator", "balance"];

export interface OrderFacts {
  order: QuestionOrder;
  votes: Readonly<Record<string, number>>;
  nextUp: readonly string[];
}

/** Questions being answered first, then the open ones in the chosen order, then those that were answered or deferred. */
export function sortQuestions(
  questions: readonly Question[],
  { order, votes, nextUp }: OrderFacts,
): Question[] {
  const heard = heardParties(questions);
  const age = (question: Question): number => Date.parse(question.asked_at);
  const byVotes = (a: Question, b: Question): number => (votes[b.id] ?? 0) - (votes[a.id] ?? 0);
  const place = (question: Question): number => {
    const at = nextUp.indexOf(question.id);
    return at === -1 ? nextUp.length : at;
  };
  const unheard = ({ party }: Question): number => (party !== null && !heard.has(party) ? 0 : 1);
  const remote = (question: Question): number => (question.place === "remote" ? 0 : 1);
  const compare: Record<QuestionOrder, (a: Question, b: Question) => number> = {
    votes: byVotes,
    newest: (a, b) => age(b) - age(a),
    moderator: (a, b) => place(a) - place(b) || byVotes(a, b),
    balance: (a, b) => unheard(a) - unheard(b) || remote(a) - remote(b) || byVotes(a, b),
  };
  return [...questions].sort((a, b) => rank(a) - rank(b) || compare[order](a, b) || age(a) - age(b));
}

const rank = ({ state }: Question): number =>
  state === "answering" ? 0 : state === "answered" || state === "deferred" ? 2 : 1;

/** The parties of whose questions one was answered or is being answered. */
function heardParties(questions: readonly Question[]): Set<string> {
  const heard = questions.filter(({ state }) => state === "answering" || state === "answered");
  return new Set(heard.flatMap(({ party }) => party ?? []));
}
