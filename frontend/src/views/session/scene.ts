/** What the stage shows: one picture, or a text without one. Pure, so that every case is tested. */
import type { Entities } from "../../state/store.svelte";

type Turn = Entities["turn"];
type Session = Entities["session"];

/** How long the last picture may stay under the next speaker's name before people would confuse them. */
export const PICTURE_PATIENCE_MS = 3000;

/** How long "Microphone closed" is shown after a revocation. */
export const REVOKED_MS = 5000;

export type Scene =
  | { is: "loading" | "before" | "suspended" | "after" }
  | { is: "revoked" }
  | { is: "nobody"; slot: string | null }
  | { is: "turn"; slot: string | null; own: boolean };

export interface SceneInput {
  session: Session | null;
  turn: Turn | null;
  /** The current speaker is this page's own party, on this device. */
  own: boolean;
  /** Until when the notice of a revocation is shown, server time. */
  revokedUntil: number;
  now: number;
  /** The taken slots of the podium, in order. */
  podium: readonly string[];
  /** The slot of the reader, if the turn is read out. */
  reads: string;
  /** The slot of the panellist who is heard now, if there is one. */
  loudest: string | null;
  /** When a slot last showed a new frame, server time; 0 if never. */
  lastPicture: (slot: string) => number;
}

export function sceneOf(look: SceneInput): Scene {
  switch (look.session?.state) {
    case undefined:
      return { is: "loading" };
    case "scheduled":
      return { is: "before" };
    case "suspended":
      return { is: "suspended" };
    case "closed":
      return { is: "after" };
    case "open":
      return look.turn ? turnScene(look, look.turn) : freeScene(look);
  }
}

function turnScene(look: SceneInput, turn: Turn): Scene {
  const slot = slotOf(turn, look.reads);
  return {
    is: "turn",
    slot: keepsLastPicture(look, slot, turn) ? slot : null,
    own: look.own,
  };
}

function freeScene(look: SceneInput): Scene {
  if (look.now < look.revokedUntil) return { is: "revoked" };
  const wanted = [look.loudest, "hall", "chair", ...look.podium].filter((slot) => slot !== null);
  return { is: "nobody", slot: wanted.find((slot) => isMoving(look, slot)) ?? null };
}

/** A speaker in the hall is seen by the hall's camera, a reader in their own slot. */
export function slotOf(turn: Turn, reads: string): string {
  if (turn.mode === "video_statement") return "floor";
  if (turn.mode === "read_out") return reads;
  return turn.place === "hall" ? "hall" : "floor";
}

/** The last picture stays until the new one decodes or while a speaker is away, but not long under another name. */
function keepsLastPicture(look: SceneInput, slot: string, turn: Turn): boolean {
  const last = look.lastPicture(slot);
  if (last === 0) return false;
  const began = Date.parse(turn.started_at);
  return last >= began || look.now - began < PICTURE_PATIENCE_MS;
}

const isMoving = (look: SceneInput, slot: string): boolean =>
  look.lastPicture(slot) > 0 && look.now - look.lastPicture(slot) < PICTURE_PATIENCE_MS;

/**
 * Slots whose sound another slot already carries: the hall speaks in `hall`, and a speaker on the podium in the slot
 * of the seat.
 */
export function echoSlots(
  turn: Turn | null,
  speaker: string | null,
  podium: readonly Entities["podium_seat"][],
): string[] {
  if (!turn || turn.mode === "video_statement") return [];
  const seated = podium.some(({ participant }) => participant === speaker);
  return turn.place === "hall" || seated ? ["floor"] : [];
}
