/** The speaking times of a session, as the command that plans them has them. Pure. */
import type { Entities } from "../../../state/store.svelte";
import type { Command } from "../../../wire/frames";

type Floor = Entities["floor"];
export type SpeakingTimes = Extract<Command, { type: "programme.set_speaking_times" }>["values"];

/** Those of a session that nobody planned. */
export const OF_A_NEW_SESSION = {
  ...{ state: 180, group: 240, observer: 120, other: 60 },
  ...{ order: 60, explanation: 180, on_motion: 120 },
  reply_limits: [180, 120],
  ends_turns: false,
  motion_speakers: {
    suspension: { in_favour: 0, against: 0 },
    adjournment: { in_favour: 0, against: 0 },
    adjournment_of_debate: { in_favour: 2, against: 2 },
    closure_of_debate: { in_favour: 0, against: 2 },
    closure_of_list: { in_favour: 1, against: 1 },
    other: { in_favour: 2, against: 2 },
  },
} satisfies SpeakingTimes;

export const speakingTimesOf = ({
  limits,
  reply_limits,
  ends_turns,
  motion_speakers,
}: Floor): SpeakingTimes => ({
  ...limits,
  reply_limits,
  ends_turns,
  motion_speakers,
});
