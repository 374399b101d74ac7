import type { SessionModel } from "../../state/sessionModel.svelte";
import type { Entities } from "../../state/store.svelte";
import { t } from "./texts";

type Motion = Pick<Entities["pending_motion"], "motion">;

/** The motions after which the speaker goes on also if they are carried (FL27). */
const TURN_GOES_ON: readonly Motion["motion"][] = ["closure_of_list", "other"];

/** What becomes of the turn that was interrupted (FL13), by the motion that came between; empty if there is none. */
export function interruptedText(model: SessionModel, motion: Motion | null): string {
  if (!model.interrupted) return "";
  const name = model.conference.partyName(model.interrupted.party);
  return t(motion && !TURN_GOES_ON.includes(motion.motion) ? "hall.turn_waits" : "hall.interrupted", {
    name,
  });
}
