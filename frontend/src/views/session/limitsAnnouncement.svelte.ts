/** Shows the latest announcement for a while (FL15). */
import type { SessionModel } from "../../state/sessionModel.svelte";
import { limitsText } from "./limitsText";

const SHOWN_MS = 20_000;

export class LimitsAnnouncement {
  private announced = $state.raw<{ text: string; until: number } | null>(null);

  constructor(private readonly model: SessionModel) {}

  /** The new limits; empty after a while. */
  get text(): string {
    return this.announced && this.model.client.now < this.announced.until ? this.announced.text : "";
  }

  /** Listens to events. Call it in an effect; it returns the function that stops. */
  start(): () => void {
    const { client, stream } = this.model;
    return client.store.onEvent((happened) => {
      if (happened.stream !== stream || happened.event.type !== "floor.limits_set") return;
      this.announced = { text: limitsText(happened.event.limits), until: client.now + SHOWN_MS };
    });
  }
}
