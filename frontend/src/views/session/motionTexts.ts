/** Motions in words. */
import { isolateDirection } from "../../locales/isolateDirection";
import { t } from "../../locales/texts";
import type { Entities } from "../../state/store.svelte";

/** What a motion is for: its kind, or what its mover wrote (FL13). */
export function motionText({
  motion,
  motion_text,
}: Pick<Entities["vote"], "motion" | "motion_text">): string {
  return isolateDirection(motion_text) || t(`motion.${motion ?? "other"}`);
}

/** What a party asked for: the kind of its entry, and of a motion what it is for. */
export const requestText = (
  entry: Pick<Entities["entry"], "kind" | "side" | "motion" | "motion_text">,
): string => (entry.kind === "motion" ? motionText(entry) : kindText(entry));

/** The kind of an entry or a turn; who speaks on a motion does so for or against it (FL27). */
export const kindText = ({ kind, side }: Pick<Entities["entry"], "kind" | "side">): string =>
  t(`kind.${side ?? (kind as Exclude<typeof kind, "on_motion">)}`);
