/** What the hall sees now, from what is the case. */
import type { Entities } from "../../state/store.svelte";

export type Scene = "before" | "after" | "suspended" | "question" | "turn" | "idle";

interface Case {
  session: Entities["session"]["state"];
  speaking: boolean;
  pinned: boolean;
}

export function sceneOf({ session, speaking, pinned }: Case): Scene {
  if (session === "scheduled") return pinned ? "question" : "before";
  if (session === "closed") return "after";
  if (session === "suspended") return "suspended";
  if (pinned) return "question";
  return speaking ? "turn" : "idle";
}

/** As much of a text as a hall reads at a glance. */
export function firstWords(text: string, most: number): string {
  const words = text.trim().split(/\s+/);
  return words.length <= most ? words.join(" ") : `${words.slice(0, most).join(" ")}…`;
}

/** How a canvas of one size fits into a window of another. */
export function scaleFor(width: number, height: number, windowWidth: number, windowHeight: number): number {
  return Math.min(windowWidth / width, windowHeight / height);
}

/** Where one types the code, as one types it: of `http://hall.example:8000/join/K7M3PX`, `hall.example:8000/join`. */
export function joinAddress(address: string): string {
  const { host, pathname } = new URL(address);
  return host + (/^.*\/join/.exec(pathname)?.[0] ?? pathname);
}
