/** Keeps the keyboard's focus while a list is reordered. */
import { tick } from "svelte";

/**
 * Call it before the list changes. An element that moves in the document loses its focus, and the next Tab would start
 * at the top of the page.
 */
export async function keepFocus(list: HTMLElement | undefined): Promise<void> {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || !list?.contains(held)) return;
  await tick();
  if (held.isConnected && document.activeElement !== held) held.focus({ preventScroll: true });
}
