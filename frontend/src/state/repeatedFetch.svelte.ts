/** Fetches a REST answer again as the session changes: soon after an event, and at intervals without one. */
import { untrack } from "svelte";
import type { Client } from "./client.svelte";

export class RepeatedFetch<T> {
  latest = $state.raw<T | null>(null);
  failed = $state(false);
  private timer = 0;
  private isStopped = false;
  /** A request is due soon. */
  private isDue = false;

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
      if (stream === this.stream) this.fetchSoon();
    });
    this.isStopped = false;
    // State that the first request reads must not start this effect again.
    untrack(() => void this.fetchNow());
    return () => {
      this.isStopped = true;
      unlisten();
      window.clearTimeout(this.timer);
    };
  }

  async fetchNow(): Promise<void> {
    try {
      const answer = await this.ask();
      if (answer !== null) this.latest = answer;
      this.failed = false;
    } catch {
      this.failed = true;
    }
    this.fetchAfter(this.every);
  }

  /** Several events in a row cause one request, and do not delay it. */
  private fetchSoon(): void {
    if (this.isDue) return;
    this.fetchAfter(this.soon);
    this.isDue = true;
  }

  private fetchAfter(ms: number): void {
    this.isDue = false;
    if (this.isStopped) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.fetchNow(), ms * (1 + Math.random()));
  }
}
