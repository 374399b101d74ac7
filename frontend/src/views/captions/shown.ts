/** Which words of the captions are shown now, and where in the picture there is room for them. Pure. */
import type { Caption } from "../../state/captions";

/** A caption stays for this long after its last word, and longer if it has much to read. */
const HOLD_MS = 4000;
const CHARACTER_MS = 50;
/** Each caption begins a line of its own, so that what is being read does not move when an older one goes. */
export const LINES = 2;

export interface ShownCaption {
  id: string;
  text: string;
}

/** Whether some of the captions on the screen are of a prepared text, which nobody may have spoken. */
export const showsPrepared = (captions: readonly Caption[]): boolean =>
  captions.slice(-LINES).some(({ source }) => source === "prepared");

/** At most two: the newest captions that have not been read yet, and the words that are coming. */
export function shownCaptions(captions: readonly Caption[], coming: string, now: number): ShownCaption[] {
  const fresh = captions.filter(
    ({ text, ended_at }) => now - Date.parse(ended_at) < HOLD_MS + CHARACTER_MS * text.length,
  );
  const last = fresh.slice(-LINES).map(({ id, text }) => ({ id, text }));
  return [...last, ...(coming ? [{ id: "coming", text: coming }] : [])].slice(-LINES);
}

/** From where to where something reaches, in pixels from the top of the picture. */
export interface Extent {
  top: number;
  bottom: number;
}

/**
 * The top of a strip of a height that covers none of the obstacles, as near as possible to an edge; null if there is no
 * room.
 */
export function freeStrip(
  picture: number,
  strip: number,
  obstacles: readonly Extent[],
  edge: "top" | "bottom",
): number | null {
  const places = [0, picture - strip, ...obstacles.flatMap(({ top, bottom }) => [top - strip, bottom])];
  const free = places.filter(
    (place) =>
      place >= 0 &&
      place + strip <= picture &&
      obstacles.every(({ top, bottom }) => place + strip <= top || place >= bottom),
  );
  if (free.length === 0) return null;
  return edge === "top" ? Math.min(...free) : Math.max(...free);
}
