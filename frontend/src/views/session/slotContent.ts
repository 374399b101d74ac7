/** What a slot contains, as everyone is told, so that a picture is never shown under another name. */
import { carriesVideoStatement } from "../../state/selectors";
import type { SessionModel } from "../../state/sessionModel.svelte";

export interface SlotContent {
  /** The person whom a caption names, or the turn. */
  of: string;
  /** Whether it is being sent. */
  isSent: boolean;
}

export function slotContentOf(model: SessionModel, slot: string): SlotContent {
  if (slot === "floor") return { of: `turn/${model.turn?.id ?? ""}`, isSent: isSent(model) };
  if (slot === "hall" || slot === "slides") return { of: slot, isSent: true };
  const seated = model.participantIn(slot);
  return { of: seated ?? "", isSent: model.isPublishing(seated) };
}

/** Whether the turn sends into the slot `floor`: its video statement, the hall, the reader or a member of the party. */
function isSent(model: SessionModel): boolean {
  const { turn, lines, conference } = model;
  if (!turn) return false;
  if (carriesVideoStatement(turn)) return !turn.introducing;
  if (turn.mode === "read_out") return model.isPublishing(turn.reader);
  if (turn.place === "hall") return lines.hall;
  return lines.publishing.some((one) => conference.participant(one)?.party === turn.party);
}
