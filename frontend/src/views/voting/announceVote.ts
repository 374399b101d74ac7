/** Announces what is voted on, and the result, to screen readers. */
import { announcer } from "../../components/announcer.svelte";
import type { JournalEvent } from "../../state/store.svelte";
import type { SessionModel } from "../../state/sessionModel.svelte";
import { countsText, namesOf, questionText, resultText } from "./voteText";

type VoteEvent = Extract<JournalEvent["event"], { type: "vote.put" | "vote.closed" }>;

export function announceVote(
  event: VoteEvent,
  model: SessionModel,
  // A subject of its own, so that no later event takes the place of a result that waits to be said.
  say = (text: string): void => announcer.say(text, "vote"),
): void {
  const names = namesOf(model);
  const ruling = model.vote?.ruling ?? null;
  if (event.type === "vote.put") say(questionText({ ...event, ruling }, names));
  else say([resultText(event, names), countsText(event)].filter(Boolean).join(" "));
}
