/**
 * An attachment for an element whose buttons disappear when they are pressed. It moves the focus to `next`, and not to
 * the new button, because whoever still holds Enter would press it.
 */
export function moveFocusAfterPress(next: () => HTMLElement) {
  return (place: HTMLElement) => {
    /** The focus was here last. Browsers need not fire an event when the focused element is removed. */
    let held = false;
    const follow = ({ target }: FocusEvent) => (held = place.contains(target as Node));
    const seen = new MutationObserver(() => {
      if (!held || document.activeElement !== document.body) return;
      held = false;
      next().focus({ preventScroll: true });
    });
    document.addEventListener("focusin", follow);
    seen.observe(place, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", follow);
      seen.disconnect();
    };
  };
}
