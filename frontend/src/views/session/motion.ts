/** What a motion is for, in words: its kind, or what its mover wrote (FL13). */
import { isolated } from "../../locales/isolated";
import { t } from "../../locales/texts";
import type { Entities } from "../../state/store.svelte";

export function motionText({
  motion,
  motion_text,
}: Pick<Entities["vote"], "motion" | "motion_text">): string {
  return isolated(motion_text) || t(`motion.${motion ?? "other"}`);
}
