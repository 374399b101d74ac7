/** The keyboard's focus on a page whose buttons and forms come and go. */
import type { Attachment } from "svelte/attachments";

const FIELDS = "input, textarea, select, button[type=submit]";
const CONTROLS = "a[href], button, input, textarea, select";
const TEXT = "input:not([type=checkbox], [type=radio]), textarea, [contenteditable]";
const openers = new WeakMap<Element, HTMLElement>();

/** A form gets the focus at its first field if a button, a menu or a dialog opened it. */
export const focusOpenedForm: Attachment<HTMLElement> = (node) => {
  const opener = document.activeElement;
  if (!(opener instanceof HTMLElement)) return;
  // Without such a button, the page was loaded with the form open. A dialog has the focus itself.
  if (!opener.matches("[aria-expanded], [popovertarget]") && !node.closest("dialog")?.contains(opener))
    return;
  openers.set(node, opener);
  node.dataset["opened"] = "";
  node.querySelector<HTMLElement>(FIELDS)?.focus();
};

/** Where the focus may go, next to what had it: a row's first button, else a heading, else what has a name itself. */
function* placesIn(around: Element): Generator<Element | null> {
  if (around.matches("article, li")) yield around.querySelector("button:enabled");
  if (around.matches("section, form, fieldset, dialog, main, [role]"))
    yield around.querySelector("h1, h2, h3, legend");
  if (around.matches("[aria-label], [aria-labelledby], [tabindex]")) yield around;
}

/** What took the place of what was removed: a form's first field, a button, or a part with a name. */
function replacement(records: MutationRecord[], lost: HTMLElement): Element | null {
  const removal = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)));
  if (!removal || (removal.target as Element).querySelector("main")) return null;
  for (const { target, addedNodes } of records)
    for (const node of target === removal.target ? addedNodes : []) {
      if (!(node instanceof HTMLElement) || !node.isConnected) continue;
      // The field of a form alone, because keys of a page do nothing in other fields.
      if (node.matches("form")) return node.querySelector(`:is(${FIELDS}):enabled:not(button)`) ?? node;
      if (!node.matches("button")) {
        if (node.matches("[role], [aria-label], [aria-labelledby]")) return node;
        continue;
      }
      // A button in the place of the pressed button does something else, and whoever presses twice would press it.
      if (![...removal.removedNodes].includes(lost)) return node;
    }
  return null;
}

function moveFocus(place: Element): boolean {
  if (!(place instanceof HTMLElement)) return false;
  if (!place.matches(`${CONTROLS}, [tabindex]`)) place.tabIndex = -1;
  place.focus({ preventScroll: !place.matches(CONTROLS) });
  return document.activeElement === place;
}

/**
 * If what has the focus is removed or disabled, the focus goes to the button that opened its form, else to what took its
 * place, else to the nearest button of the same row, heading or named part. A view that moves the focus itself goes first.
 * If it was a field in which a person typed, and which somebody else's act removed, it goes to no control: what is typed
 * on would press it.
 * `path` leads from what was pressed before this was loaded, and may be gone already, up to the page.
 */
export function restoreFocus(page: HTMLElement, path: EventTarget[] = []): () => void {
  let focused: HTMLElement | null = null;
  let around: Element[] = [];
  let opener: HTMLElement | null = null;
  let records: MutationRecord[] = [];
  let timer = 0;
  let moved = false;
  let submitted: EventTarget | null = null;

  const isLost = () => focused !== null && (!focused.isConnected || focused.matches(":disabled"));
  const remember = (event: Event) => follow(event.composedPath());
  const follow = ([target, ...above]: EventTarget[]) => {
    if (!(target instanceof HTMLElement) || target === page) return;
    focused = target;
    submitted = null;
    const form = focused.closest("[data-opened]");
    opener = (form && openers.get(form)) ?? null;
    around = above.slice(0, above.indexOf(page)) as Element[];
  };
  const restore = () => {
    timer = 0;
    const lost = focused;
    const seen = records;
    records = [];
    const active = document.activeElement;
    if (!lost || !isLost() || (active !== document.body && active !== lost)) return;
    focused = null;
    const typing = lost.matches(TEXT) && (!submitted || !around.includes(submitted as Element));
    const nearby = around.flatMap((one) => [...placesIn(one)]);
    moved = [opener, replacement(seen, lost), ...nearby].some(
      (place) => place?.isConnected && !(typing && place.matches(CONTROLS)) && moveFocus(place),
    );
  };
  const changed = (changes: MutationRecord[]) => {
    if (!isLost()) return;
    records.push(...changes);
    timer ||= window.setTimeout(restore);
  };
  /** Whoever left it for nothing else wants no other place. */
  const left = () =>
    void setTimeout(() => {
      if (!isLost() && document.activeElement === document.body) focused = null;
    });
  /** Whoever holds Enter did not mean the place that has the focus now. */
  const pressed = (event: KeyboardEvent) => {
    if (!event.repeat) moved = false;
    else if (moved && event.key === "Enter") event.preventDefault();
  };

  /** A form is left by its own person: what comes next may be a control. */
  const sent = ({ target }: Event) => void (submitted = target);

  follow(path);
  changed([]);
  const observer = new MutationObserver(changed);
  observer.observe(page, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  page.addEventListener("focusin", remember);
  page.addEventListener("focusout", left);
  page.addEventListener("keydown", pressed, true);
  page.addEventListener("submit", sent, true);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    page.removeEventListener("focusin", remember);
    page.removeEventListener("focusout", left);
    page.removeEventListener("keydown", pressed, true);
    page.removeEventListener("submit", sent, true);
  };
}
