/** What a motion is for, in words: its kind, or what its mover wrote (FL13). */
import { t } from "../../locales/texts";
import type { Entities } from "../../state/store.svelte";

export function motionText({
  motion,
  motion_text,
}: Pick<Entities["vote"], "motion" | "motion_text">): string {
  return motion_text || t(`motion.${motion ?? "other"}`);
}
