/** The keyboard's focus goes to the first field of a form that a button opened, and back to the button afterwards. */
import type { Attachment } from "svelte/attachments";

const FIELDS = "input, textarea, select, button[type=submit]";

export const opened: Attachment<HTMLElement> = (node) => {
  const opener = document.activeElement;
  // Without a button that opens something, the page was loaded with the form open.
  if (!(opener instanceof HTMLElement) || !opener.hasAttribute("aria-expanded")) return;
  node.querySelector<HTMLElement>(FIELDS)?.focus();
  return () => {
    if (!node.contains(document.activeElement)) return;
    queueMicrotask(() => {
      if (opener.isConnected) opener.focus();
    });
  };
};
