/** What the desk measures repeatedly while it is open. */
import type { Listening } from "../../media/listening.svelte";
import type { Publishing, Reception } from "../../media/publishing.svelte";

const EVERY_MS = 2_000;
/** On the meter's scale: a voice or an instrument, not the noise of an empty room. */
const HEARD = 0.25;
export const TOLERABLE_LOSS = 0.05;
export const TOLERABLE_RTT_MS = 400;

export class Measured {
  /** The room's camera shows a frame here. */
  camera = $state(false);
  /** The loudness of the room's mix, 0 to 1. */
  level = $state(0);
  /** The mix was once loud enough. */
  heard = $state(false);
  /** Frames of the hall come back from the relay. */
  returned = $state(false);
  reception = $state.raw<Reception | null>(null);
  private readonly timer: number;
  private frames = 0;

  constructor(
    private readonly listening: Listening,
    private readonly publishing: Publishing,
  ) {
    this.timer = window.setInterval(() => void this.look(), EVERY_MS);
  }

  close(): void {
    window.clearInterval(this.timer);
  }

  /** Whether the path to the relay is good enough; null while nothing is sent. */
  get network(): boolean | null {
    if (!this.reception) return null;
    return this.reception.loss < TOLERABLE_LOSS && this.reception.rttMs < TOLERABLE_RTT_MS;
  }

  private async look(): Promise<void> {
    if (this.level > HEARD) this.heard = true;
    this.reception = await this.publishing.reception();
    const { framesDecoded } = (await this.listening.counters())["hall"] ?? { framesDecoded: 0 };
    this.returned = this.publishing.media !== null && framesDecoded > this.frames;
    this.frames = framesDecoded;
  }
}
