/** What was just announced to everyone, for a while (FL15). */
import type { SessionModel } from "../../state/sessionModel.svelte";
import { limitsText } from "./limits";

const SHOWN_MS = 20_000;

export class LimitsNews {
  private told = $state.raw<{ text: string; until: number } | null>(null);

  constructor(private readonly model: SessionModel) {}

  /** The new limits; empty once they are no news. */
  get text(): string {
    return this.told && this.model.client.now < this.told.until ? this.told.text : "";
  }

  /** Listens; call it in an effect, which ends it with what it returns. */
  start(): () => void {
    const { client, stream } = this.model;
    return client.store.onEvent((happened) => {
      if (happened.stream !== stream || happened.event.type !== "floor.limits_set") return;
      this.told = { text: limitsText(happened.event.limits), until: client.now + SHOWN_MS };
    });
  }
}
