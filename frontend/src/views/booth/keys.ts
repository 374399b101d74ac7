/** The keys of a booth. Letters work with and without Shift; in a text field they write. */
import { letterOf } from "../../components/letterOf";

import { PRESET_KEYS } from "./presets";

export type BoothKey =
  | "on_duty"
  | "off_duty"
  | "into_a"
  | "into_b"
  | "cough"
  | "talk"
  | "offer"
  | "now"
  | "accept"
  | "cancel"
  | "slower"
  | "bad_sound"
  | PaperKey;

/** What stands beside the microphone. */
export type PaperKey = "messages" | "texts" | "glossary";

export const STROKES: Record<BoothKey, string> = {
  on_duty: "D",
  off_duty: "O",
  into_a: "A",
  into_b: "B",
  cough: "C",
  talk: "V",
  offer: "H",
  now: "N",
  accept: "Y",
  cancel: "X",
  slower: "S",
  bad_sound: "P",
  messages: "M",
  texts: "T",
  glossary: "G",
};

const FIELDS = ["INPUT", "TEXTAREA", "SELECT"];

/** The key that was pressed or released, or null: others, with a modifier, or in a field. */
export function boothKey(event: KeyboardEvent): BoothKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (event.target instanceof HTMLElement && FIELDS.includes(event.target.tagName)) return null;
  const pressed = letterOf(event).toUpperCase();
  const found = Object.entries(STROKES).find(([, stroke]) => stroke === pressed);
  return found ? (found[0] as BoothKey) : null;
}

/** The place of the preset whose key was pressed, or null for other keys. */
export function presetKey(event: KeyboardEvent): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (event.target instanceof HTMLElement && FIELDS.includes(event.target.tagName)) return null;
  const pressed = letterOf(event).toUpperCase();
  const at = PRESET_KEYS.findIndex((key) => key === pressed);
  return at < 0 ? null : at;
}

/** The number of the incoming channel that was chosen by a digit: 0 is the floor. Null for other keys. */
export function incomingKey(event: KeyboardEvent): number | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.target instanceof HTMLElement && FIELDS.includes(event.target.tagName)) return null;
  return /^[0-9]$/.test(event.key) ? Number(event.key) : null;
}
