/** What the stage shows: one picture, and words where there is none. Pure, so that every case is tested. */
import type { Entities } from "../../state/store.svelte";

type Turn = Entities["turn"];
type Session = Entities["session"];

/** How long the last picture may stand for the next speaker before it is taken for somebody else's. */
export const PICTURE_PATIENCE_MS = 3000;

/** How long "Microphone closed" stands after a revocation. */
export const REVOKED_MS = 5000;

export type Scene =
  | { is: "loading" | "before" | "suspended" | "after" }
  | { is: "revoked" }
  | { is: "nobody"; slot: string | null }
  | { is: "turn"; slot: string | null; away: boolean; own: boolean };

export interface Look {
  session: Session | null;
  turn: Turn | null;
  /** The present speaker is this page's own party, on this very device. */
  own: boolean;
  /** Nobody of the party reaches us. */
  away: boolean;
  /** Until when the notice of a revocation stands, server time. */
  revokedUntil: number;
  now: number;
  /** Slots of the podium that are taken, in order. */
  podium: readonly string[];
  /** The slot of who reads the turn out, where it is read out. */
  reads: string;
  /** The panellist who is heard now, where there is one. */
  loudest: string | null;
  /** When a slot last showed a new picture, server time; 0 if never. */
  lastPicture: (slot: string) => number;
}

export function sceneOf(look: Look): Scene {
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

function turnScene(look: Look, turn: Turn): Scene {
  const slot = slotOf(turn, look.reads);
  return { is: "turn", slot: stands(look, slot, turn) ? slot : null, away: look.away, own: look.own };
}

function freeScene(look: Look): Scene {
  if (look.now < look.revokedUntil) return { is: "revoked" };
  const wanted = [look.loudest, "hall", "chair", ...look.podium].filter((slot) => slot !== null);
  return { is: "nobody", slot: wanted.find((slot) => moves(look, slot)) ?? null };
}

/** A speaker in the hall is seen by the hall's camera; who reads a text out in its own slot. */
export function slotOf(turn: Turn, reads: string): string {
  if (turn.mode === "recorded") return "floor";
  if (turn.mode === "read_out") return reads;
  return turn.place === "hall" ? "hall" : "floor";
}

/** The last picture stays until the new one decodes, and while a speaker is away, but never for long under another name. */
function stands(look: Look, slot: string, turn: Turn): boolean {
  const last = look.lastPicture(slot);
  if (last === 0) return false;
  const began = Date.parse(turn.started_at);
  return last >= began || look.now - began < PICTURE_PATIENCE_MS;
}

const moves = (look: Look, slot: string): boolean =>
  look.lastPicture(slot) > 0 && look.now - look.lastPicture(slot) < PICTURE_PATIENCE_MS;

/**
 * Slots whose sound another slot carries already: the hall speaks in `hall`, and a speaker from the podium in
 * its own seat.
 */
export function echoes(
  turn: Turn | null,
  speaker: string | null,
  podium: readonly Entities["podium_seat"][],
): string[] {
  if (!turn || turn.mode === "recorded") return [];
  const seated = podium.some(({ participant }) => participant === speaker);
  return turn.place === "hall" || seated ? ["floor"] : [];
}
