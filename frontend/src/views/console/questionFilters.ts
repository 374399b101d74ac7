/** What a moderator filters the questions by. Pure. */
import type { Entities } from "../../state/store.svelte";

type Question = Entities["question"];

/** `place:remote`, `party:3`, `label:Funds`, `language:fr`, `to:chair`, `flagged`, `mine`. Empty: all questions. */
export type QuestionFilter = string;

/** The filters that some question passes. */
export function filtersOf(questions: readonly Question[]): QuestionFilter[] {
  const found = new Set<QuestionFilter>();
  for (const question of questions) {
    if (question.flagged.length) found.add("flagged");
    if (question.claimed_by) found.add("mine");
    if (question.place) found.add(`place:${question.place}`);
    if (question.addressee) found.add(`to:${question.addressee}`);
    if (question.language) found.add(`language:${question.language}`);
    if (question.party) found.add(`party:${question.party}`);
    for (const label of question.labels) found.add(`label:${label}`);
  }
  return [...found].sort();
}

/** Whether a question passes a filter. `me` is the moderator's participant. */
export function passesFilter(
  question: Question,
  filter: QuestionFilter,
  me: string | null | undefined,
): boolean {
  const at = filter.indexOf(":");
  const [kind, value] = at === -1 ? [filter, ""] : [filter.slice(0, at), filter.slice(at + 1)];
  switch (kind) {
    case "flagged":
      return question.flagged.length > 0;
    case "mine":
      return question.claimed_by === me;
    case "place":
      return question.place === value;
    case "to":
      return question.addressee === value;
    case "language":
      return question.language === value;
    case "party":
      return question.party === value;
    case "label":
      return question.labels.includes(value);
    default:
      return true;
  }
}
