/** Shows the latest announcement for a while (FL15). */
import type { SessionModel } from "../../state/sessionModel.svelte";
import { limitsText } from "./limits";

const SHOWN_MS = 20_000;

export class LimitsNews {
  private told = $state.raw<{ text: string; until: number } | null>(null);

  constructor(private readonly model: SessionModel) {}

  /** The new limits; empty after a while. */
  get text(): string {
    return this.told && this.model.client.now < this.told.until ? this.told.text : "";
  }

  /** Listens to events. Call it in an effect; it returns the function that stops. */
  start(): () => void {
    const { client, stream } = this.model;
    return client.store.onEvent((happened) => {
      if (happened.stream !== stream || happened.event.type !== "floor.limits_set") return;
      this.told = { text: limitsText(happened.event.limits), until: client.now + SHOWN_MS };
    });
  }
}
