/** The keys of the console and the act of each. */
import { CONTROL, letterOf } from "../../components/letterOf";

export type KeyAct =
  | "give"
  | "thank"
  | "pause"
  | "start_playback"
  | "extend"
  | "extend_more"
  | "revoke"
  | "recognise"
  | "appeal"
  | "choice_1"
  | "choice_2"
  | "choice_3"
  | "choice_4"
  | "choose_up"
  | "choose_down"
  | "move_up"
  | "move_down"
  | "call"
  | "anyway"
  | "later"
  | "withdraw"
  | "undo"
  | "reason"
  | "speaker"
  | "add"
  | "list"
  | "limits"
  | "items"
  | "order"
  | "replies"
  | "question_next"
  | "question_previous"
  | "approve"
  | "dismiss"
  | "pin"
  | "answered"
  | "take_up"
  | "merge"
  | "claim"
  | "poll_new"
  | "poll_turn"
  | "poll_screen"
  | "side"
  | "text"
  | "roll"
  | "chair"
  | "seat"
  | "sound"
  | "session"
  | "close_session"
  | "adjourn"
  | "palette"
  | "keys";

/** The keys that choose among the acts of the matter in hand, in their order. */
export const DIGITS = ["choice_1", "choice_2", "choice_3", "choice_4"] as const satisfies readonly KeyAct[];

export interface KeyStroke {
  key: string;
  shift?: boolean;
  alt?: boolean;
  /** Ctrl, or ⌘ on a Mac. */
  ctrl?: boolean;
}

export const KEYS: Record<KeyAct, KeyStroke> = {
  give: { key: "g" },
  thank: { key: "t" },
  pause: { key: "p" },
  start_playback: { key: "p", shift: true },
  extend: { key: "e" },
  extend_more: { key: "e", shift: true },
  revoke: { key: "r" },
  recognise: { key: "f" },
  appeal: { key: "f", shift: true },
  choice_1: { key: "1" },
  choice_2: { key: "2" },
  choice_3: { key: "3" },
  choice_4: { key: "4" },
  choose_up: { key: "ArrowUp" },
  choose_down: { key: "ArrowDown" },
  move_up: { key: "ArrowUp", alt: true },
  move_down: { key: "ArrowDown", alt: true },
  call: { key: "g", shift: true },
  anyway: { key: "y" },
  later: { key: "b" },
  withdraw: { key: "w" },
  undo: { key: "u" },
  reason: { key: "r", shift: true },
  speaker: { key: "s" },
  add: { key: "n" },
  list: { key: "l" },
  limits: { key: "l", shift: true },
  items: { key: "i", shift: true },
  order: { key: "o" },
  replies: { key: "h" },
  question_next: { key: "j" },
  question_previous: { key: "k" },
  approve: { key: "a" },
  dismiss: { key: "d" },
  pin: { key: "i" },
  answered: { key: "x" },
  take_up: { key: "x", shift: true },
  merge: { key: "m", shift: true },
  claim: { key: "k", shift: true },
  poll_new: { key: "n", shift: true },
  poll_turn: { key: "v", shift: true },
  poll_screen: { key: "h", shift: true },
  side: { key: "q" },
  text: { key: "z" },
  roll: { key: "v" },
  chair: { key: "c" },
  seat: { key: "s", shift: true },
  sound: { key: "m" },
  session: { key: "o", shift: true },
  close_session: { key: "c", shift: true },
  adjourn: { key: "d", shift: true },
  palette: { key: "k", ctrl: true },
  keys: { key: "?" },
};

export const GROUPS: { title: "floor" | "list" | "questions" | "polls" | "session"; acts: KeyAct[] }[] = [
  {
    title: "floor",
    acts: [
      ...(["give", "anyway", "later", "thank", "pause", "extend", "extend_more", "revoke"] as const),
      ...(["start_playback", "recognise", "appeal"] as const),
      ...DIGITS,
    ],
  },
  {
    title: "list",
    acts: [
      ...(["choose_up", "choose_down", "move_up", "move_down", "call", "withdraw"] as const),
      ...(["speaker", "add", "list", "limits", "items", "order", "replies"] as const),
    ],
  },
  {
    title: "questions",
    acts: [
      ...(["question_next", "question_previous", "approve", "dismiss", "merge", "claim"] as const),
      ...(["pin", "take_up", "answered", "side", "text"] as const),
    ],
  },
  { title: "polls", acts: ["poll_new", "poll_turn", "poll_screen"] },
  {
    title: "session",
    acts: [
      ...(["undo", "reason", "roll", "chair", "seat", "sound"] as const),
      ...(["session", "close_session", "adjourn", "palette", "keys"] as const),
    ],
  },
];

export interface KeyPress {
  key: string;
  code?: string;
  shiftKey: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  repeat: boolean;
}

/** Keys that repeat while they are held down; all others act once for each press. */
const HELD: readonly KeyAct[] = ["choose_up", "choose_down", "question_next", "question_previous"];

/** The act of a key press, or null. A question mark needs Shift on some keyboards and not on others. */
export function actOfKey(pressed: KeyPress): KeyAct | null {
  const found = (Object.entries(KEYS) as [KeyAct, KeyStroke][]).find(([, stroke]) =>
    matches(stroke, pressed),
  );
  if (!found || (pressed.repeat && !HELD.includes(found[0]))) return null;
  return found[0];
}

function matches({ key, shift = false, alt = false, ctrl = false }: KeyStroke, pressed: KeyPress): boolean {
  const letter = letterOf(pressed);
  const same = letter.length === 1 ? letter.toLowerCase() === key : letter === key;
  if (ctrl !== (pressed.ctrlKey || pressed.metaKey)) return false;
  return same && pressed.altKey === alt && (key === "?" || pressed.shiftKey === shift);
}

/** The name of a stroke as on keyboards: "Shift + G", "Alt + ↑". */
export function strokeText({ key, shift, alt, ctrl }: KeyStroke): string {
  const name = { ArrowUp: "↑", ArrowDown: "↓" }[key] ?? key.toUpperCase();
  return [ctrl && CONTROL, shift && "Shift", alt && "Alt", name].filter(Boolean).join(" + ");
}

/** The short name of a stroke, for buttons: "⇧ G". */
export const shortStrokeText = (stroke: KeyStroke): string =>
  strokeText(stroke).replace("Shift + ", "⇧ ").replace(`${CONTROL} + `, `${CONTROL} `);
