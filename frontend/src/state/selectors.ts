/** Sorting and arithmetic for display. Decisions are the server's. */
import { comma, inOrder } from "../locales/language.svelte";
import { isolateDirection } from "../locales/isolateDirection";
import { t } from "../locales/texts";
import type { Entities, Store } from "./store.svelte";

type Entry = Entities["entry"];
type Turn = Entities["turn"];

export const conferenceStream = (id: string): string => `conference/${id}`;
export const sessionStream = (id: string): string => `session/${id}`;

/** The entries of the present item. Those on the lists of other items are left out (FL14). */
export const entriesIn = (store: Store, stream: string): Entry[] =>
  store.all(stream, "entry").filter(({ other_item: other }) => !other);

/** The list of speakers as the server ordered it (FL6). */
export function sortEntries(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => compareOrder(a.order, b.order));
}

const INTERRUPTING: readonly Entry["kind"][] = ["point_of_order", "motion"];
const LISTED: readonly Entry["kind"][] = ["statement", "intervention"];

/** Whether an entry is in the list of speakers. Points of order are in no list, others in their own. */
export const isListed = ({ kind }: Pick<Entry, "kind">): boolean => LISTED.includes(kind);
/** Whether an entry is in the list of explanations of vote (FL29). */
export const isExplanation = ({ kind }: Pick<Entry, "kind">): boolean => kind === "explanation_of_vote";
/** Whether an entry is in the list of rights of reply (FL14). */
export const isReply = ({ kind }: Pick<Entry, "kind">): boolean => kind === "right_of_reply";
/** The list on which an entry stands. */
export const listNameOf = ({ kind }: Pick<Entry, "kind">): string => (isListed({ kind }) ? "speakers" : kind);
/** Whether an entry interrupts a turn once the chair recognises it (FL13). */
export const isInterrupting = ({ kind }: Pick<Entry, "kind">): boolean => INTERRUPTING.includes(kind);

/** All entries in the order in which they will be called: explanations of vote first (FL29), replies after the list, or
 *  before it (FL14). */
export function entriesInCallOrder(entries: readonly Entry[], repliesFirst: boolean): Entry[] {
  const listed = sortEntries(entries.filter(isListed));
  const replies = sortEntries(entries.filter(isReply));
  const explanations = sortEntries(entries.filter(isExplanation));
  return [...explanations, ...(repliesFirst ? [...replies, ...listed] : [...listed, ...replies])];
}

function compareOrder(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? -Infinity) - (b[i] ?? -Infinity);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The first entry of a party in a sorted list. */
export function entryOf(sorted: readonly Entry[], party: string | null | undefined): Entry | null {
  return party ? (sorted.find((entry) => entry.party === party) ?? null) : null;
}

/** All entries of a party in a sorted list: it may have one of each kind and capacity (FL1). */
export function entriesOf(sorted: readonly Entry[], party: string | null | undefined): Entry[] {
  return party ? sorted.filter((entry) => entry.party === party) : [];
}

/** The entry that a party withdrew last. */
export function lastWithdrawn(
  withdrawn: readonly Entities["my_withdrawn_entry"][],
): Entities["my_withdrawn_entry"] | null {
  const until = (one: Entities["my_withdrawn_entry"]) => Date.parse(one.restorable_until);
  return [...withdrawn].sort((a, b) => until(b) - until(a))[0] ?? null;
}

/** The place of an entry in a sorted list, from 1; 0 if it is not in the list. */
export function positionOf(sorted: readonly Entry[], entry: string): number {
  return sorted.findIndex(({ id }) => id === entry) + 1;
}

/** How many entries are on deck (FL18). */
export const ON_DECK = 5;

/**
 * Whether the slot of a turn carries a video statement, or will once its file is here, and no camera (FL4). The
 * introduction by a named speaker is live.
 */
export const carriesVideoStatement = (turn: Pick<Turn, "mode" | "introducing" | "speaker">): boolean =>
  turn.mode === "video_statement" && !(turn.introducing && turn.speaker !== null);

export interface TurnClock {
  /** Seconds spoken. */
  elapsed: number;
  /** Seconds left; negative in overtime. */
  left: number;
  overtime: boolean;
  /** The last warning that was reached (FL16): 60, 30 or 10 seconds, or null. */
  warning: 60 | 30 | 10 | null;
  running: boolean;
}

/** The clock of a turn at a server time in milliseconds (FL15). */
export function turnClock(turn: Turn, now: number): TurnClock {
  const until = turn.suspended_at === null ? now : Date.parse(turn.suspended_at);
  const spoken = (until - Date.parse(turn.started_at)) / 1000 - turn.suspended_seconds;
  // The introduction of a video statement costs no speaking time (FL15).
  const elapsed = turn.introducing ? 0 : Math.max(0, spoken);
  const left = turn.allotted - elapsed;
  const running = turn.suspended_at === null && !turn.introducing;
  return { elapsed, left, overtime: left < 0, warning: warning(left), running };
}

/** Seconds that are left of a turn's video statement (FL4); null if none plays or its length is unknown. */
export function videoTimeLeft(turn: Turn, now: number): number | null {
  return turn.plays_until === null ? null : Math.max(0, turn.plays_until - turnClock(turn, now).elapsed);
}

function warning(left: number): TurnClock["warning"] {
  if (left < 0 || left > 60) return null;
  if (left <= 10) return 10;
  return left <= 30 ? 30 : 60;
}

/** `m:ss`, with a plus sign in overtime. A countdown rounds up to the current second. */
export function clockText(left: number): string {
  const seconds = left < 0 ? Math.floor(-left) : Math.ceil(left);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return left < 0 ? `+${text}` : text;
}

/** Seconds until an entry's turn if everyone keeps to the limit: the rest of the current turn and earlier limits. */
export function secondsUntilTurn(
  sorted: readonly Entry[],
  entry: string,
  turn: Turn | null,
  now: number,
): number {
  const before = sorted.slice(0, Math.max(0, positionOf(sorted, entry) - 1));
  const rest = turn ? Math.max(0, turnClock(turn, now).left) : 0;
  return before.reduce((sum, { limit }) => sum + limit, rest);
}

/** A text in the reader's language, or else in the first language of `inOrder` that has one: English, if it has. */
export function inLanguage(
  text: Readonly<Record<string, string>> | null | undefined,
  language: string,
): string {
  if (!text) return "";
  const tags = [language, ...inOrder(Object.keys(text))];
  return tags.map((tag) => text[tag]).find(Boolean) ?? "";
}

/** The name of a party, with the outlet of a journalist (FL1). A country's is CLDR's where the organiser gave none. */
export function nameOfParty(party: Entities["party"] | null, language: string): string {
  if (!party) return "";
  const name = party.name[language] ?? countryName(party.code, language) ?? inLanguage(party.name, language);
  return [name, party.outlet].filter(Boolean).join(comma());
}

const countries = new Map<string, Intl.DisplayNames>();

/** The name of a country by its code; undefined without a code, and for a code that is no country's. */
function countryName(code: string, language: string): string | undefined {
  if (!/^[A-Z]{2}$/i.test(code)) return undefined;
  const known =
    countries.get(language) ?? new Intl.DisplayNames(language, { type: "region", fallback: "none" });
  countries.set(language, known);
  return known.of(code);
}

/** Honorific, name and function of a speaker, as far as they are known. */
export function speakerLine(person: Entities["participant"] | null): string {
  if (!person) return "";
  const name = [person.honorific, isolateDirection(person.name)].filter(Boolean).join(" ");
  return [name, person.function].filter(Boolean).join(comma());
}

/**
 * The slot that carries the person who reads a statement out (FL4): their slot on the podium, or the hall's, or
 * else the floor's. If nobody is named, the chair reads.
 */
export function readerSlot(
  reader: Pick<Entities["participant"], "id" | "place"> | null,
  podium: readonly Entities["podium_seat"][],
): string {
  if (!reader) return "chair";
  const seat = podium.find(({ participant }) => participant === reader.id);
  return seat?.id ?? (reader.place === "hall" ? "hall" : "floor");
}

/** The name of who asks. A guest's name is marked, because nobody has checked it; "" without a name. */
export function askerName({ author, guest }: Pick<Entities["question"], "author" | "guest">): string {
  if (guest) return author ? guestName(author) : t("name.nameless_guest");
  return isolateDirection(author);
}

export const guestName = (name: string): string => t("name.guest", { name });
