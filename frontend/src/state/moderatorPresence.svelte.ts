/** Whether anybody is connected who may give the floor (FL20). */
import { untrack } from "svelte";
import type { Client } from "./client.svelte";

/** A moderator who reloads the page is away for a moment; the hall is not told of that. */
const PATIENCE_MS = 5_000;

/** Whether a moderator is connected (FL20), or was a moment ago. */
export class ModeratorPresence {
  private since = $state<number | null>(null);

  /** `moderators` is null until the server has told the number. */
  constructor(
    private readonly client: Client,
    moderators: () => number | null,
  ) {
    $effect.pre(() => {
      const gone = moderators() === 0;
      this.since = gone ? untrack(() => this.since ?? client.now) : null;
    });
  }

  get now(): boolean {
    return this.since === null || this.client.now - this.since < PATIENCE_MS;
  }
}
