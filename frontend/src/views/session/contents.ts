/** What is in a slot by what everyone is told: a picture stands only under the name of whom it is of. */
import { isFilm } from "../../state/selectors";
import type { Sitting } from "../staff/sitting.svelte";

export interface Content {
  /** Whom a caption names there, or which turn's it is. */
  of: string;
  /** Whether anything of it is sent. */
  sent: boolean;
}

export function contentOf(sitting: Sitting, slot: string): Content {
  if (slot === "floor") return { of: `turn/${sitting.turn?.id ?? ""}`, sent: isSent(sitting) };
  if (slot === "hall" || slot === "slides") return { of: slot, sent: true };
  const seated = sitting.seated(slot);
  return { of: seated ?? "", sent: sitting.isPublishing(seated) };
}

/** Whether the turn sends into the slot `floor`: its film, the hall, whoever reads it out, or a member of its party. */
function isSent(sitting: Sitting): boolean {
  const { turn, lines, conference } = sitting;
  if (!turn) return false;
  if (isFilm(turn)) return !turn.introducing;
  if (turn.mode === "read_out") return sitting.isPublishing(turn.reader);
  if (turn.place === "hall") return lines.hall;
  return lines.publishing.some((one) => conference.participant(one)?.party === turn.party);
}
