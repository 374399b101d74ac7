/** Keeps a screen up to date that nobody touches for a day. */
import type { Phase } from "../../wire/connection";
import { anotherBuild } from "./build";

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
