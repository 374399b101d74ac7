/** A transcript as it is read: by turn, in paragraphs, with the words that were searched for. Pure. */
import { inSequence, type Caption } from "../../state/captions";

/** A longer silence than this begins a paragraph. */
const PAUSE_MS = 5000;
/** The most captions of a paragraph. */
const LONGEST = 8;

export interface Run {
  /** The id of the first caption. */
  id: string;
  turn: string | null;
  source: Caption["source"];
  /** Whether another turn was before it. */
  isNewTurn: boolean;
  paragraphs: Caption[][];
}

/** Captions that follow each other in one turn from one source. `apart` makes a paragraph of each. */
export function runsOf(captions: readonly Caption[], apart = false): Run[] {
  const runs: Run[] = [];
  for (const caption of captions) {
    const { id, turn, source } = caption;
    const run = runs.at(-1);
    if (run?.turn === turn && run.source === source) addCaption(run, caption, apart);
    else runs.push({ id, turn, source, isNewTurn: !run || run.turn !== turn, paragraphs: [[caption]] });
  }
  return runs;
}

function addCaption(run: Run, caption: Caption, apart: boolean): void {
  const paragraph = run.paragraphs.at(-1);
  const last = paragraph?.at(-1);
  if (!paragraph || !last) return;
  const paused = Date.parse(caption.began_at) - Date.parse(last.ended_at) > PAUSE_MS;
  if (apart || paused || paragraph.length >= LONGEST) run.paragraphs.push([caption]);
  else paragraph.push(caption);
}

/** The captions with others, which take the place of those with the same ids. The same list if nothing changes. */
export function mergeCaptions(captions: Caption[], others: readonly Caption[]): Caption[] {
  const byId = new Map(captions.map((one) => [one.id, one]));
  const changed = others.filter((one) => byId.get(one.id) !== one);
  if (changed.length === 0) return captions;
  changed.forEach((one) => byId.set(one.id, one));
  return inSequence([...byId.values()]);
}

export interface Part {
  text: string;
  /** Whether it was searched for. */
  found: boolean;
}

/** A text in parts, with each place where the words that were searched for stand. */
export function markedParts(text: string, search: string): Part[] {
  const wanted = search.trim();
  if (!wanted) return [{ text, found: false }];
  const literal = wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text
    .split(new RegExp(`(${literal})`, "giu"))
    .map((part, at) => ({ text: part, found: at % 2 === 1 }))
    .filter((part) => part.text !== "");
}
