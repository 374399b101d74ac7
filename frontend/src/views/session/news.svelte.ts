/** What was just announced to everyone, for a while (FL15). */
import type { Sitting } from "../staff/sitting.svelte";
import { limitsText } from "./limits";

const SHOWN_MS = 20_000;

export class LimitsNews {
  private told = $state.raw<{ text: string; until: number } | null>(null);

  constructor(private readonly sitting: Sitting) {}

  /** The new limits; empty once they are no news. */
  get text(): string {
    return this.told && this.sitting.hall.now < this.told.until ? this.told.text : "";
  }

  /** Listens; call it in an effect, which ends it with what it returns. */
  start(): () => void {
    const { hall, stream } = this.sitting;
    return hall.store.onEvent((happened) => {
      if (happened.stream !== stream || happened.event.type !== "floor.limits_set") return;
      this.told = { text: limitsText(happened.event.limits), until: hall.now + SHOWN_MS };
    });
  }
}
