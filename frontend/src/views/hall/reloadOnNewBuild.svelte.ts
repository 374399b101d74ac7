/** Keeps a screen up to date that nobody operates. */
import type { Phase } from "../../wire/connection";
import { hasOtherBuild } from "./otherBuild";

/**
 * Reloads the page if the server came back with another build, as soon as `idle` returns true. Call it while a
 * component is being created.
 */
export function reloadOnNewBuild(
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
      void hasOtherBuild().then((another) => (stale ||= another));
    }
  });
  $effect(() => {
    if (stale && idle()) reload();
  });
}
