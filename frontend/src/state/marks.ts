/** Where the words *simulated* and *present* stand in a list: the one rule for all of them. */

/** `absent`: nobody of the party is connected, so neither word would be true. */
export type Origin = "simulated" | "real" | "absent";

export interface Marks<Row> {
  /** The list has a simulated row: *simulated* stands once, at its head. */
  simulated: boolean;
  /** A real party among simulated ones: *present* stands in its row. */
  isPresent: (row: Row) => boolean;
}

/** A list of what people wrote. */
export function marksOfTexts<Row extends { simulated: boolean }>(rows: readonly Row[]): Marks<Row> {
  return marksOf(rows, ({ simulated }) => (simulated ? "simulated" : "real"));
}

/** The word at a pinned question. The speaker beside it has *simulated*, if simulated, and it stands once for both. */
export function wordAtQuestion(simulated: boolean, speaker: boolean): "" | "simulated" | "present" {
  if (simulated === speaker) return "";
  return simulated ? "simulated" : "present";
}

export function marksOf<Row>(rows: readonly Row[], originOf: (row: Row) => Origin): Marks<Row> {
  const simulated = rows.some((row) => originOf(row) === "simulated");
  return { simulated, isPresent: (row) => simulated && originOf(row) === "real" };
}
