/** What keeps a screen right that nobody touches for a day. */
import { untrack } from "svelte";
import type { Hall } from "../../state/hall.svelte";
import type { Phase } from "../../wire/connection";
import { anotherBuild } from "./build";

/** A moderator who loads the page again is away for a moment, and the hall need not hear of it. */
const PATIENCE_MS = 5_000;

/** Whether a moderator is there (FL20), or was a moment ago. */
export class Moderated {
  private since = $state<number | null>(null);

  /** `moderators` is null while nobody has told us how many there are. */
  constructor(
    private readonly hall: Hall,
    moderators: () => number | null,
  ) {
    $effect.pre(() => {
      const gone = moderators() === 0;
      this.since = gone ? untrack(() => this.since ?? hall.now) : null;
    });
  }

  get now(): boolean {
    return this.since === null || this.hall.now - this.since < PATIENCE_MS;
  }
}

/**
 * Loads the page anew where the server came back with another build, as soon as `idle` says that nobody would
 * miss a second of it. Call it while a component is made.
 */
export function followBuild(
  phase: () => Phase,
  idle: () => boolean,
  reload: () => void = () => location.reload(),
): void {
  let away = false;
  let stale = $state(false);
  $effect(() => {
    if (phase() === "resuming") away = true;
    else if (phase() === "live" && away) {
      away = false;
      void anotherBuild().then((another) => (stale ||= another));
    }
  });
  $effect(() => {
    if (stale && idle()) reload();
  });
}
