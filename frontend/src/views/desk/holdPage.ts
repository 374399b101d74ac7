import { arrive } from "../../router.svelte";

/**
 * While `holds` is true, links and the Back button load their page anew instead of changing the view,
 * so that the browser asks first (`beforeunload`), as it does when the tab is closed.
 *
 * The listener of clicks captures, and runs before a link's own. At the window the listeners run in the order in which
 * they were added: this one takes the place of the router's. Returns the function that takes both back.
 */
export function holdPage(holds: () => boolean): () => void {
  const held = location.pathname;

  function onClick(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (link && holds()) event.stopPropagation();
  }

  function onPopState(): void {
    const wanted = location.pathname;
    if (wanted === held || !holds()) return void arrive();
    history.pushState(null, "", held);
    location.assign(wanted);
  }

  addEventListener("click", onClick, { capture: true });
  removeEventListener("popstate", arrive);
  addEventListener("popstate", onPopState);
  return () => {
    removeEventListener("click", onClick, { capture: true });
    removeEventListener("popstate", onPopState);
    addEventListener("popstate", arrive);
  };
}
