/** A REST answer that is asked for again as the session moves: soon after an event, and now and then without one. */
import { untrack } from "svelte";
import type { Client } from "./client.svelte";

export class Fetching<T> {
  latest = $state.raw<T | null>(null);
  failed = $state(false);
  private timer = 0;
  private over = false;
  /** It will be asked soon. */
  private due = false;

  /**
   * `ask` answers null where nothing changed. It is asked `soon` after an event and `every` so often without one,
   * milliseconds; as much again is left to chance, so that readers spread out.
   */
  constructor(
    private readonly client: Client,
    private readonly stream: string,
    private readonly ask: () => Promise<T | null>,
    private readonly soon: number,
    private readonly every: number,
  ) {}

  /** Until the returned function is called. */
  start(): () => void {
    const unlisten = this.client.store.onEvent(({ stream }) => {
      if (stream === this.stream) this.comesUp();
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

  /** Events that follow each other are one reason to ask, and never put it off. */
  private comesUp(): void {
    if (this.due) return;
    this.again(this.soon);
    this.due = true;
  }

  private again(ms: number): void {
    this.due = false;
    if (this.over) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.now(), ms * (1 + Math.random()));
  }
}
