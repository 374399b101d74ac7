/** Whether a person agreed to be recorded. */
import type { Entities } from "../../state/store.svelte";
import type { Sitting } from "../staff/sitting.svelte";

/** The recording that this person has not acknowledged, and so is not on. */
export function unacknowledged({ hall, stream, taping }: Sitting): Entities["taping"] | null {
  return taping && !hall.store.one(stream, "my_acknowledgement", taping.id) ? taping : null;
}
