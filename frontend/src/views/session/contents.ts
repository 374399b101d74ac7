/** What is in a slot by what everyone is told: a picture stands only under the name of whom it is of. */
import { isFilm } from "../../state/selectors";
import type { SessionModel } from "../../state/sessionModel.svelte";

export interface Content {
  /** Whom a caption names there, or which turn's it is. */
  of: string;
  /** Whether anything of it is sent. */
  sent: boolean;
}

export function contentOf(model: SessionModel, slot: string): Content {
  if (slot === "floor") return { of: `turn/${model.turn?.id ?? ""}`, sent: isSent(model) };
  if (slot === "hall" || slot === "slides") return { of: slot, sent: true };
  const seated = model.seated(slot);
  return { of: seated ?? "", sent: model.isPublishing(seated) };
}

/** Whether the turn sends into the slot `floor`: its film, the hall, whoever reads it out, or a member of its party. */
function isSent(model: SessionModel): boolean {
  const { turn, lines, conference } = model;
  if (!turn) return false;
  if (isFilm(turn)) return !turn.introducing;
  if (turn.mode === "read_out") return model.isPublishing(turn.reader);
  if (turn.place === "hall") return lines.hall;
  return lines.publishing.some((one) => conference.participant(one)?.party === turn.party);
}
