/** What the desk measures repeatedly while it is open. */
import type { Listening } from "../../media/listening.svelte";
import type { Publishing, Reception } from "../../media/publishing.svelte";

const EVERY_MS = 2_000;
/** The least `level` that counts as sound: a voice or an instrument, not the noise of an empty room. */
const HEARD = 0.25;
export const TOLERABLE_LOSS = 0.05;
export const TOLERABLE_RTT_MS = 400;

export class HallMeasurements {
  /** Whether the preview of the room's camera shows a picture. `HallFeedPanel` sets it. */
  camera = $state(false);
  /** The loudness of the room's sound on the meter, 0 to 1. `HallFeedPanel` sets it. */
  level = $state(0);
  /** Whether the room's sound was loud enough at least once. */
  wasHeard = $state(false);
  /** Whether the hall's own pictures came back from the relay since the last measurement. */
  hasReturned = $state(false);
  reception = $state.raw<Reception | null>(null);
  private readonly timer: number;
  private frames = 0;

  constructor(
    private readonly listening: Listening,
    private readonly publishing: Publishing,
  ) {
    this.timer = window.setInterval(() => void this.measure(), EVERY_MS);
  }

  close(): void {
    window.clearInterval(this.timer);
  }

  /** Whether the path to the relay is good enough; null while nothing is sent. */
  get isNetworkGood(): boolean | null {
    if (!this.reception) return null;
    return this.reception.loss < TOLERABLE_LOSS && this.reception.rttMs < TOLERABLE_RTT_MS;
  }

  private async measure(): Promise<void> {
    if (this.level > HEARD) this.wasHeard = true;
    this.reception = await this.publishing.reception();
    const { framesDecoded } = (await this.listening.counters())["hall"] ?? { framesDecoded: 0 };
    this.hasReturned = this.publishing.media !== null && framesDecoded > this.frames;
    this.frames = framesDecoded;
  }
}
