/** A vote on procedure in words: what is voted on, and then its result (FL13). */
import { t } from "../../locales/texts";
import type { Entities } from "../../state/store.svelte";
import { motionText } from "./motion";

type Vote = Pick<
  Entities["vote"],
  "subject" | "party" | "motion" | "motion_text" | "in_favour" | "against" | "abstentions" | "carried"
>;

export function voteText(vote: Vote, nameOf: (party: string) => string): string {
  const name = nameOf(vote.party);
  const motion = motionText(vote);
  if (vote.carried === null) return t(`vote.on_${vote.subject}`, { name, motion });
  const { in_favour, against, abstentions } = vote;
  const result = t(`vote.${vote.subject}_${vote.carried ? "carried" : "lost"}`, { name, motion });
  return `${result} ${t("vote.counts", { in_favour, against, abstentions })}`;
}
