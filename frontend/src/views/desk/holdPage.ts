/**
 * While `holds` is true, links and the Back button load their page anew instead of changing the view,
 * so that the browser asks first (`beforeunload`), as it does when the tab is closed.
 *
 * Its listeners run before the router's, because they capture. Returns the function that removes them.
 */
export function holdPage(holds: () => boolean): () => void {
  const held = location.pathname;

  function onClick(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (link && holds()) event.stopPropagation();
  }

  function onPopState(event: PopStateEvent): void {
    const wanted = location.pathname;
    if (wanted === held || !holds()) return;
    event.stopImmediatePropagation();
    history.pushState(null, "", held);
    location.assign(wanted);
  }

  addEventListener("click", onClick, { capture: true });
  addEventListener("popstate", onPopState, { capture: true });
  return () => {
    removeEventListener("click", onClick, { capture: true });
    removeEventListener("popstate", onPopState, { capture: true });
  };
}
