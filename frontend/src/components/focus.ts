/** Where the keyboard goes on when the control that had the focus leaves the page. */

/** Focuses an element that is not reached by Tab, as a heading; it is read out. */
export function focusOn(node: HTMLElement | null | undefined): void {
  if (!node) return;
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
}

/** Focuses the heading of the page. */
export const focusHeading = (): void => focusOn(document.querySelector<HTMLElement>("main h1"));
