import { readAddress } from "../../router.svelte";

/**
 * While `holds` is true, links and the Back button load their page anew instead of changing the view,
 * so that the browser asks first (`beforeunload`), as it does when the tab is closed.
 *
 * The click listener captures, so it runs before a link's own. The router's listener of
 * `popstate` is removed meanwhile, and this one calls it. Returns the function that undoes both.
 */
export function askBeforeLeaving(holds: () => boolean): () => void {
  const held = location.pathname;

  function onClick(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (link && holds()) event.stopPropagation();
  }

  function onPopState(): void {
    const wanted = location.pathname;
    if (wanted === held || !holds()) return void readAddress();
    history.pushState(null, "", held);
    location.assign(wanted);
  }

  addEventListener("click", onClick, { capture: true });
  removeEventListener("popstate", readAddress);
  addEventListener("popstate", onPopState);
  return () => {
    removeEventListener("click", onClick, { capture: true });
    removeEventListener("popstate", onPopState);
    addEventListener("popstate", readAddress);
  };
}
