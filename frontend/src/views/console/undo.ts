/**
 * How an act of the moderator is undone: by ordinary commands that restore the former state.
 *
 * Pure. A grant cannot be undone, and an act with an opposite (suspend, resume) needs no undo.
 */
import { listNameOf } from "../../state/selectors";
import type { Command } from "../../wire/frames";
import { undoOfPolls } from "./undoPolls";
import { sameOrder, undoOfQuestions } from "./undoQuestions";
import { step, type Step, type UndoableAct, type UndoableState } from "./undoStep";

/** How long a withdrawn entry can be restored (FL2). */
const RESTORABLE_MS = 120_000;

/** The last step that can still be undone. */
export function lastStep(steps: readonly Step[], now: number): Step | null {
  return steps.findLast(({ until }) => until === null || now < until) ?? null;
}

/**
 * The steps after one more act of this console. If a step names the version from before the act, it now names the
 * version after it. Another moderator's change is not followed, so that the server refuses such a step.
 */
export function followVersions(steps: readonly Step[], before: UndoableState, after: UndoableState): Step[] {
  const now = (id: string | null | undefined, moves: number | null | undefined) => {
    if (!id || entryOf(id, before)?.moves !== moves) return moves;
    return entryOf(id, after)?.moves ?? moves;
  };
  const figures = (seen: number | null | undefined) =>
    seen === before.floor?.figures ? (after.floor?.figures ?? seen) : seen;
  const follow = (command: Command): Command => {
    if (command.type === "floor.set_limits") return { ...command, seen: figures(command.seen) };
    if (command.type === "question.arrange" && sameOrder(command.seen, before))
      return { ...command, seen: [...after.policy.next_up] };
    if (command.type !== "floor.move") return command;
    return {
      ...command,
      moves: now(command.entry, command.moves) ?? command.moves,
      before_moves: now(command.before, command.before_moves) ?? null,
    };
  };
  return steps.map((step) => ({ ...step, inverse: step.inverse.map(follow) }));
}

/** The step that undoes a command; null if it cannot be undone or needs no undo. */
export function stepOf(command: Command, before: UndoableState, after: UndoableState): Step | null {
  switch (command.type) {
    case "floor.move":
      return moved("moved", command.entry, before, after);
    case "floor.order":
      return after.ordering && step("ordered", { type: "floor.undo_order", ordering: after.ordering.id });
    case "floor.call_later":
      return moved("called_later", command.entry, before, after);
    case "floor.withdraw":
      return {
        ...step("withdrew", { type: "floor.restore", entry: command.entry }),
        ...partyOf(command.entry, before),
        until: after.now + RESTORABLE_MS,
      };
    case "floor.inscribe":
      return added(before, after, command.party ?? null);
    case "floor.inscribe_many":
      return addedMany(before, after);
    case "floor.change_speaker":
      return speakerBefore(command.entry, before);
    case "floor.name_reader":
      return readerBefore(command.entry, before);
    case "floor.open_list":
    case "floor.close_list":
      return listBefore(command.type, before);
    case "floor.set_limits":
    case "floor.apply_preset":
      return limitsBefore(before, after);
    case "floor.seat":
      return seatsBefore(command.slot, command.participant, before);
    case "floor.hand_over":
      return chairBefore(before, after);
    case "floor.unseat":
      return seatBefore(command.slot, before);
    default:
      return undoOfQuestions(command, before, after) ?? undoOfPolls(command, before, after);
  }
}

const entryOf = (id: string, { waiting }: UndoableState) => waiting.find((entry) => entry.id === id);

function partyOf(id: string, { waiting }: UndoableState): { party?: string } {
  const party = waiting.find((entry) => entry.id === id)?.party;
  return party === undefined ? {} : { party };
}

/** Moves the entry back in front of its former successor. Refused if either has gone or moved since (FL8). */
function moved(act: UndoableAct, id: string, before: UndoableState, after: UndoableState): Step | null {
  const here = before.waiting.findIndex((entry) => entry.id === id);
  const entry = entryOf(id, after);
  if (here === -1 || !entry) return null;
  const behind = before.waiting[here + 1] ?? null;
  const follower = behind && listNameOf(behind) === listNameOf(entry) ? behind : null;
  const now = follower && (entryOf(follower.id, after) ?? follower);
  const back = {
    type: "floor.move",
    entry: id,
    moves: entry.moves,
    before: now?.id ?? null,
    before_moves: now?.moves ?? null,
  } as const;
  return { ...step(act, back), party: entry.party };
}

function added(before: UndoableState, after: UndoableState, party: string | null): Step | null {
  const fresh = after.waiting.find((entry) => entry.party === party && !entryOf(entry.id, before));
  return fresh ? { ...step("added", { type: "floor.withdraw", entry: fresh.id }), party: fresh.party } : null;
}

/** Each entry needs its own command, and the server limits how many commands may come in a short time. */
const MOST_AT_ONCE = 20;

function addedMany(before: UndoableState, after: UndoableState): Step | null {
  const fresh = after.waiting.filter((entry) => !entryOf(entry.id, before));
  if (fresh.length > MOST_AT_ONCE) return null;
  return step("added_many", ...fresh.map(({ id: entry }) => ({ type: "floor.withdraw", entry }) as const));
}

function speakerBefore(id: string, before: UndoableState): Step | null {
  const found = before.turn?.entry === id ? before.turn : entryOf(id, before);
  if (!found?.speaker) return null;
  const back = { type: "floor.change_speaker", entry: id, speaker: found.speaker } as const;
  return { ...step("speaker", back), party: found.party };
}

function readerBefore(id: string, before: UndoableState): Step | null {
  const found = before.turn?.entry === id ? before.turn : entryOf(id, before);
  if (!found?.reader) return null;
  const back = { type: "floor.name_reader", entry: id, reader: found.reader } as const;
  return { ...step("reader", back), party: found.party };
}

function listBefore(type: "floor.open_list" | "floor.close_list", { floor, now }: UndoableState): Step {
  const ahead = floor?.closes_at && Date.parse(floor.closes_at) > now ? floor.closes_at : null;
  const open = { type: "floor.open_list", closes_at: ahead } as const;
  if (type === "floor.close_list") return step("closed_list", open);
  return step("opened_list", floor?.list_state === "open" ? open : { type: "floor.close_list" });
}

function limitsBefore({ floor }: UndoableState, after: UndoableState): Step | null {
  if (!floor) return null;
  const seen = after.floor?.figures;
  const { limits, ends_turns, reply_limits, motion_speakers } = floor;
  const back = { limits: { ...limits }, ends_turns, reply_limits: [...reply_limits], motion_speakers };
  return step("limits", { type: "floor.set_limits", ...back, seen });
}

type Slot = Extract<Command, { type: "floor.seat" }>["slot"];
const seat = (slot: string, participant: string): Command => ({
  type: "floor.seat",
  slot: slot as Slot,
  participant,
});

/** The seated person goes back to the former seat, and a replaced person sits again (FL12). */
function seatsBefore(slot: Slot, participant: string, { podium }: UndoableState): Step {
  const elsewhere = podium.find((one) => one.participant === participant && one.id !== slot);
  const gaveWay = podium.find(({ id }) => id === slot);
  const back = [
    ...(elsewhere ? [seat(elsewhere.id, participant)] : []),
    ...(gaveWay ? [seat(slot, gaveWay.participant)] : []),
  ];
  return {
    ...step("seated", ...(back.length ? back : [{ type: "floor.unseat", slot } as const])),
    participant,
  };
}

/** The new chair goes back to the former seat, and so does the person who was replaced. */
function chairBefore(before: UndoableState, after: UndoableState): Step | null {
  const sits = after.podium.find(({ id }) => id === "chair");
  if (!sits) return null;
  const back = seatsBefore("chair", sits.participant, before);
  const gaveWay = before.podium.find(({ id }) => id === "chair");
  // A person without a former seat still has the chair, and hands it back.
  if (!gaveWay || before.podium.some(({ participant }) => participant === sits.participant)) return back;
  const over = { type: "floor.hand_over", chair: sits.participant, to: gaveWay.participant } as const;
  return { ...back, inverse: [over] };
}

function seatBefore(slot: Slot, { podium }: UndoableState): Step | null {
  const sat = podium.find(({ id }) => id === slot);
  return sat ? { ...step("unseated", seat(slot, sat.participant)), participant: sat.participant } : null;
}
