/** Whether anyone is there who may give the floor (FL20). */
import { untrack } from "svelte";
import type { Client } from "./client.svelte";

/** A moderator who loads the page again is away for a moment, and the hall need not hear of it. */
const PATIENCE_MS = 5_000;

/** Whether a moderator is there (FL20), or was a moment ago. */
export class Moderated {
  private since = $state<number | null>(null);

  /** `moderators` is null while nobody has told us how many there are. */
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
