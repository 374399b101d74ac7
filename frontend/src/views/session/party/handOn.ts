/**
 * An attachment to a place whose buttons go when they are pressed: the keyboard goes on at `next`.
 *
 * Not to the button that comes instead: whoever still holds Enter would press it.
 */
export function handOn(next: () => HTMLElement) {
  return (place: HTMLElement) => {
    /** The keyboard was here last. A browser need not say that it is gone with what it was on. */
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
