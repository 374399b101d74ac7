/** Keeps the keyboard where it is while a list is put in another order under it. */
import { tick } from "svelte";

/**
 * Call it before the list changes: an element that moves in the document loses its focus, and whoever was on it
 * would begin at the top of the page again.
 */
export async function keepFocus(list: HTMLElement | undefined): Promise<void> {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || !list?.contains(held)) return;
  await tick();
  if (held.isConnected && document.activeElement !== held) held.focus({ preventScroll: true });
}
