/** Notes of the minutes beside the turns of a session. Pure. */
import { inLanguage } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";

export interface VisibleNote {
  id: string;
  turn: string | null;
  at: string;
  text: string;
  version: number;
  state: "draft" | "ready" | "approved";
  /** The participant who wrote it last; null if it is approved, or nobody is known. */
  author: string | null;
}

export type Request = Entities["asked_correction"];

export const PHRASES = [
  "said",
  "stressed",
  "supported",
  "proposed",
  "asked",
  "reply",
  "order",
  "chair",
] as const;
export type Phrase = (typeof PHRASES)[number];

/** The first row of each id. A seat that writes in the conference and in the session gets rows in both ways. */
export const uniqueById = <T extends { id: string }>(rows: readonly T[]): T[] => {
  const known = new Set<string>();
  return rows.filter(({ id }) => !known.has(id) && known.add(id));
};

/** All notes that the seat sees, each once, in the order of their moments. */
export function notesOf(
  approved: readonly Entities["note"][],
  waiting: readonly (Entities["my_note"] | Entities["my_session_note"])[],
): VisibleNote[] {
  const seen = [
    ...approved.map((one) => ({ ...one, state: "approved" as const, author: null })),
    ...waiting.map((one) => ({ ...one })),
  ];
  return uniqueById(seen).sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || Number(a.id) - Number(b.id));
}

/** The name of a party within a sentence. `name` is its name in this language, as the minutes show it. */
export function partyNameInSentence(
  parties: readonly Entities["party"][],
  name: string,
  language: string,
): string {
  const party = parties.find((one) => inLanguage(one.name, language) === name);
  return party?.spoken[language] ?? name;
}

/** A text with a phrase in place of what is marked, and where the cursor stands then. */
export function withPhrase(
  text: string,
  phrase: string,
  start: number,
  end: number,
): { text: string; cursor: number } {
  const before = text.slice(0, start);
  const gap = before && !/\s$/.test(before) ? " " : "";
  const put = `${before}${gap}${phrase} `;
  return { text: put + text.slice(end).trimStart(), cursor: put.length };
}
