/** Whether this browser plays the booths that speak to its person, and into which output. Kept for all sessions. */
import type { Choice } from "../desk/channelOutputs.svelte";

const KEY = "balai.talkback";

export interface TalkbackChoice {
  /** Null until the person has chosen. */
  silenced: boolean | null;
  /** Null for the browser's own output. */
  output: Choice | null;
}

const NOTHING_CHOSEN: TalkbackChoice = { silenced: null, output: null };

export function keptTalkback(): TalkbackChoice {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof found === "object" ? { ...NOTHING_CHOSEN, ...found } : NOTHING_CHOSEN;
  } catch {
    return NOTHING_CHOSEN;
  }
}

export const keepTalkback = (choice: TalkbackChoice): void =>
  localStorage.setItem(KEY, JSON.stringify(choice));
