/** The texts of the form for a poll, at the console and in the organiser's workspace. */
import { loadedCatalogue } from "../../../locales/catalogue.svelte";
import type { Poll } from "../../../state/polls";

export const t = await loadedCatalogue("pollForm");

/** What kind of poll it is, and who knows what, in words. */
export const factsOf = ({ kind, anonymous, results, state }: Poll): string[] => [
  t(`poll.kind_${kind}`),
  t(anonymous ? "poll.is_anonymous" : "poll.is_named"),
  ...(results === "after" && state !== "closed" ? [t("poll.is_hidden")] : []),
];
