/** A REST answer that is asked for again as the session moves: soon after an event, and now and then without one. */
import { untrack } from "svelte";
import type { Hall } from "./hall.svelte";

const SOON_MS = 700;

export class Fetching<T> {
  latest = $state.raw<T | null>(null);
  failed = $state(false);
  private timer = 0;
  private over = false;

  /** `ask` answers null where nothing changed. Of `every` milliseconds a part is left to chance: readers spread out. */
  constructor(
    private readonly hall: Hall,
    private readonly stream: string,
    private readonly ask: () => Promise<T | null>,
    private readonly every: number,
  ) {}

  /** Until the returned function is called. */
  start(): () => void {
    const unlisten = this.hall.store.onEvent(({ stream }) => {
      if (stream === this.stream) this.again(SOON_MS);
    });
    this.over = false;
    // What the first asking reads is no reason to start again.
    untrack(() => void this.now());
    return () => {
      this.over = true;
      unlisten();
      window.clearTimeout(this.timer);
    };
  }

  async now(): Promise<void> {
    try {
      const answer = await this.ask();
      if (answer !== null) this.latest = answer;
      this.failed = false;
    } catch {
      this.failed = true;
    }
    this.again(this.every);
  }

  private again(ms: number): void {
    if (this.over) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.now(), ms * (1 + Math.random()));
  }
}
