/** The keyboard's focus on a page whose buttons and forms come and go. */
import type { Attachment } from "svelte/attachments";
import { focusOn } from "./focus";

const FIELDS = "input, textarea, select, button[type=submit]";
const openers = new WeakMap<Element, HTMLElement>();

/** A form gets the focus at its first field if a button opened it. */
export const focusOpenedForm: Attachment<HTMLElement> = (node) => {
  const opener = document.activeElement;
  // Without such a button, the page was loaded with the form open.
  if (!(opener instanceof HTMLElement) || !opener.hasAttribute("aria-expanded")) return;
  openers.set(node, opener);
  node.dataset["opened"] = "";
  node.querySelector<HTMLElement>(FIELDS)?.focus();
};

/**
 * If what has the focus is removed, the focus goes to the button that opened its form, else to the first button of its
 * row in a list, else to the heading of its section, or of the page.
 */
export const restoreFocus: Attachment<HTMLElement> = (page) => {
  let focused: HTMLElement | null = null;
  let row: HTMLElement | null = null;
  let next: (HTMLElement | null | undefined)[] = [];
  const remember = ({ target }: FocusEvent) => {
    focused = target as HTMLElement;
    const form = focused.closest("[data-opened]");
    const heading = (within: Element | null) => within?.querySelector<HTMLElement>("h1, h2");
    row = focused.closest("article, li");
    next = [form && openers.get(form), heading(focused.closest("section")), heading(page)];
  };
  const changed = () => {
    if (!focused || focused.isConnected) return;
    focused = null;
    if (document.activeElement !== document.body) return;
    const [opener, ...headings] = next;
    const button = row?.isConnected ? row.querySelector("button") : null;
    const target = [opener, button, ...headings].find((one) => one?.isConnected);
    if (target instanceof HTMLButtonElement) target.focus();
    else focusOn(target);
  };
  const observer = new MutationObserver(changed);
  observer.observe(page, { childList: true, subtree: true });
  page.addEventListener("focusin", remember);
  return () => {
    observer.disconnect();
    page.removeEventListener("focusin", remember);
  };
};
