/** The debate on the motion before the meeting: who spoke and who waits on each side (FL27). */
import type { Entry, SessionModel } from "../../state/sessionModel.svelte";
import { sortEntries } from "../../state/selectors";
import type { Entities } from "../../state/store.svelte";
import { t } from "./texts";

type Motion = Entities["pending_motion"];
export type SideName = NonNullable<Entry["side"]>;

export interface MotionSpeaker {
  entry: string;
  party: string;
  is: "spoke" | "speaks" | "waits";
}

export interface Side {
  side: SideName;
  speakers: MotionSpeaker[];
  /** How many more may ask. */
  free: number;
}

/** Those who wait to speak on a motion, in the order in which they are called. */
export const speakersWaitingOn = (model: SessionModel, motion: Motion): Entry[] =>
  sortEntries(model.allEntries.filter((entry) => entry.of === motion.id));

/** The sides on which anybody may speak. */
export function sidesOf(model: SessionModel, motion: Motion): Side[] {
  const most = { for: motion.in_favour, against: motion.against };
  return (["for", "against"] as const)
    .filter((side) => most[side] > 0)
    .map((side) => {
      const heard = motion.heard.filter((one) => one.side === side);
      const waiting = speakersWaitingOn(model, motion).filter((entry) => entry.side === side);
      const speaks = (entry: string) => (model.turn?.entry === entry ? "speaks" : "spoke");
      const speakers: MotionSpeaker[] = [
        ...heard.map(({ entry, party }) => ({ entry, party, is: speaks(entry) }) as const),
        ...waiting.map(({ id, party }) => ({ entry: id, party, is: "waits" }) as const),
      ];
      return { side, speakers, free: most[side] - speakers.length };
    });
}

/** Whether a party may ask to speak on a motion. Its mover may not, nor a party that has spoken or waits to speak. */
export function maySpeakOn(model: SessionModel, motion: Motion, party: string | null): boolean {
  const asked = sidesOf(model, motion).some(({ speakers }) => speakers.some((one) => one.party === party));
  return party !== null && party !== motion.party && !asked;
}

/** Whether a motion ends the meeting for now. */
export const suspends = (motion: Motion["motion"] | null): motion is "suspension" | "adjournment" =>
  motion === "suspension" || motion === "adjournment";

/** Whether a motion ends the debate on the item. */
export const endsDebate = (motion: Motion["motion"] | null): boolean =>
  motion === "adjournment_of_debate" || motion === "closure_of_debate";

/** Whom the chair asks before the motion is put to the vote: those who may still speak on it. */
export function whoIsAsked(
  model: SessionModel,
  motion: Motion,
): "who_for" | "who_against" | "who_either" | "moved" {
  const free = sidesOf(model, motion).filter((side) => side.free > 0);
  const [first, second] = free;
  if (!first) return "moved";
  return second ? "who_either" : `who_${first.side}`;
}

/** What happens if the motion is adopted; empty for a motion whose own text says it. */
export const consequenceText = ({ motion }: Pick<Motion, "motion">): string =>
  motion === "other" ? "" : t(`means.${motion}`);

export function speakerText({ is, party }: MotionSpeaker, nameOf: (party: string) => string): string {
  const name = nameOf(party);
  return is === "waits" ? name : t(`speaker.${is}`, { name });
}

/** Whether the interrupted turn goes on after a vote, and not after a ruling. */
export const waitsForVote = (model: SessionModel): boolean =>
  model.isVoting ||
  model.appellant !== null ||
  (model.motion !== null && model.turn?.kind !== "point_of_order");
