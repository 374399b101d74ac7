/** What the chair says next, as a key of the catalogue and its parameters. */
import { nameOfParty } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";

/** A party within a sentence: with its article, in its long form. */
export function partyInSentence(party: Entities["party"] | null, language: string): string {
  return party?.spoken[language] ?? nameOfParty(party, language);
}

/** A text with a capital letter, for the start of a sentence. */
export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Spoken = Pick<Entities["entry"], "party" | "mode" | "on_behalf_of" | "reader">;

export type ScriptKey =
  | "script.nothing"
  | "script.thanks_no_more"
  | "script.give"
  | "script.give_last"
  | "script.hear"
  | "script.hear_last"
  | "script.read"
  | "script.read_last"
  | "script.read_by"
  | "script.read_by_last";

export interface Script {
  /** The party to thank first, or empty. */
  thanks: string;
  key: ScriptKey;
  params: { name: string; after: string; reader: string };
}

const OPENINGS = { live: "give", video_statement: "hear", read_out: "read" } as const;

/**
 * From the holder of the floor and the sorted list. `nameOf` gives a party's name, `behalf` the words for a group,
 * `readerOf` the reader of a statement (empty for the chair).
 */
export function scriptOf(
  holder: string | null,
  waiting: readonly Spoken[],
  nameOf: (party: string) => string,
  behalf: (name: string, group: string) => string,
  readerOf: (reader: string | null) => string,
): Script {
  const [next, after] = waiting;
  const thanks = holder === null ? "" : nameOf(holder);
  if (!next) return { thanks, key: thanks ? "script.thanks_no_more" : "script.nothing", params: NO_ONE };
  const name = next.on_behalf_of ? behalf(nameOf(next.party), next.on_behalf_of) : nameOf(next.party);
  const reader = next.mode === "read_out" ? readerOf(next.reader) : "";
  const opening = reader ? "read_by" : OPENINGS[next.mode];
  const key: ScriptKey = after ? `script.${opening}` : `script.${opening}_last`;
  return { thanks, key, params: { name, after: after ? nameOf(after.party) : "", reader } };
}

export interface OrderScript {
  key: "script.order" | "script.ruling" | "script.ruling_back";
  params: { name: string };
}

/** What the chair says on a point of order (FL13): recognises it, or rules and gives the floor back. */
export function orderScriptOf(
  raised: string | null,
  hearing: string | null,
  interrupted: string | null,
): OrderScript | null {
  if (hearing && interrupted) return { key: "script.ruling_back", params: { name: interrupted } };
  if (hearing) return { key: "script.ruling", params: { name: hearing } };
  return raised ? { key: "script.order", params: { name: raised } } : null;
}

const NO_ONE = { name: "", after: "", reader: "" };
