/** What the hall screen shows in each state of the session. Pure, so that every case is tested. */
import { isStopped, type FloorState } from "../../state/floorState";
import type { Entities } from "../../state/store.svelte";

type Turn = Entities["turn"];

export type Scene =
  | "before"
  | "after"
  | "suspended"
  | "question"
  | "poll"
  | "turn"
  | "vote"
  | "roll_call"
  | "stand_by"
  | "appeal"
  | "motion"
  | "screen"
  | "idle";

/** The scenes that show one text in large letters. */
export type NoticeSceneName = Exclude<
  Scene,
  "question" | "poll" | "turn" | "vote" | "appeal" | "motion" | "screen" | "idle"
>;

interface SceneInput {
  session: Entities["session"]["state"];
  speaking: boolean;
  pinned: boolean;
  /** The poll that a moderator shows on the hall screen. */
  polled: "open" | "closed" | null;
  /** A vote by delegation is under way, or the last one is closed and no turn was given since (FL28). */
  vote: "under_way" | "closed" | null;
  /** The roll is called (FL22). */
  calling: boolean;
  /** A person on the podium shows a screen (FL12). */
  screen: boolean;
  /** An appeal waits to be put to the vote (FL13), or else a motion is before the meeting (FL27). */
  pending: "appeal" | "motion" | null;
  /** A moderator is connected. Without one the floor is not given (FL20). */
  moderated: boolean;
}

export function sceneOf({
  session,
  speaking,
  pinned,
  polled,
  vote,
  calling,
  pending,
  screen,
  moderated,
}: SceneInput): Scene {
  if (session === "closed") return "after";
  if (session === "suspended") return calling ? "roll_call" : "suspended";
  // During a vote nobody has the floor but for a point of order on its conduct, and nothing else is dealt with.
  if (vote === "under_way" && !speaking) return "vote";
  // A closed poll leaves the screen to what the meeting deals with.
  if (polled === "open" || (polled && !calling && !pending)) return "poll";
  if (pinned) return "question";
  if (speaking) return "turn";
  if (calling) return "roll_call";
  if (session === "scheduled") return "before";
  if (vote && !pending) return "vote";
  if (!moderated) return "stand_by";
  if (pending) return pending;
  return screen ? "screen" : "idle";
}

/** Who sends a picture now. */
interface SendingSlots {
  /** The hall's desk. */
  hall: boolean;
  /** The person in the chair. */
  chair: boolean;
}

/** The slot with the picture of a turn. It is `floor` for speakers in the hall too. Null if nobody sends a picture. */
export function pictureSlot(
  turn: Pick<Turn, "mode" | "place">,
  sending: SendingSlots,
  reads: string,
): string | null {
  if (turn.mode === "video_statement") return "floor";
  if (turn.mode === "read_out") return slotOfReader(reads, sending);
  if (turn.place === "hall") return sending.hall ? "floor" : null;
  return "floor";
}

/** The slot of the person who reads a text out. Null for a person in the hall, whom everyone there sees. */
function slotOfReader(slot: string, sending: SendingSlots): string | null {
  return slot === "hall" || (slot === "chair" && !sending.chair) ? null : slot;
}

/** What is shown instead of a picture. */
export type Placeholder = "reconnecting" | "suspended" | "paused" | "name";

/** The screen waits for a holder whose connection dropped, or whose picture `stalled` (FL20). */
export function placeholderOf(floor: FloorState, stalled: boolean): Placeholder {
  if (stalled || floor === "line_lost") return "reconnecting";
  return isStopped(floor) ? floor : "name";
}

/** Longer names need the whole width of the hall screen. */
const LONG = 13;

/** Whether a nameplate leaves room for the QR code beside it. */
export const leavesRoomForQrCode = (name: string): boolean => name.length <= LONG;

/** The beginning of a text, enough to recognise it. */
export function firstWords(text: string, most: number): string {
  const words = text.trim().split(/\s+/);
  return words.length <= most ? words.join(" ") : `${words.slice(0, most).join(" ")}…`;
}

/** The address at which people type the code: `hall.example:8000/join` for `http://hall.example:8000/join/K7M3PX`. */
export function joinAddress(address: string): string {
  const { host, pathname } = new URL(address);
  return host + (/^.*\/join/.exec(pathname)?.[0] ?? pathname);
}
