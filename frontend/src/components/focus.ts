/** Moves the keyboard's focus when the control that had it is removed from the page. */

/** Focuses an element that Tab does not reach, such as a heading. Screen readers read it out. */
export function focusOn(node: HTMLElement | null | undefined): void {
  if (!node) return;
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
}

/** Focuses the heading of the page. */
export const focusHeading = (): void => focusOn(document.querySelector<HTMLElement>("main h1"));
