/** Fetches a REST answer again as the session changes: soon after an event, and at intervals without one. */
import { untrack } from "svelte";
import type { Client } from "./client.svelte";

export class RepeatedFetch<T> {
  latest = $state.raw<T | null>(null);
  failed = $state(false);
  private timer = 0;
  private over = false;
  /** A request is due soon. */
  private due = false;

  /**
   * `ask` returns null if nothing changed. It is called `soon` milliseconds after an event, and `every` so many
   * without one. A random delay of up to the same length is added, so that readers spread out.
   */
  constructor(
    private readonly client: Client,
    private readonly stream: string,
    private readonly ask: () => Promise<T | null>,
    private readonly soon: number,
    private readonly every: number,
  ) {}

  /** Fetches until the returned function is called. */
  start(): () => void {
    const unlisten = this.client.store.onEvent(({ stream }) => {
      if (stream === this.stream) this.comesUp();
    });
    this.over = false;
    // State that the first request reads must not start this effect again.
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

  /** Several events in a row cause one request, and do not delay it. */
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
