/** What may be chosen for the order of the list (FL7). */
import type { OrderChoice } from "./api";

export const POLICIES: readonly OrderChoice["policy"][] = [
  "first_come",
  "alphabetical",
  "precedence",
  "lots",
  "groups_first",
  "alternate_places",
  "alternate_regions",
];

/** Where the alphabet begins: "" for its first letter, "drawn" for a drawn letter, or a letter. */
export const alphabetStart = (start: string): Pick<OrderChoice, "letter" | "draws_letter"> =>
  start === "drawn" ? { letter: "", draws_letter: true } : { letter: start, draws_letter: false };
