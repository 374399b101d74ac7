import { createRawSnippet, flushSync, mount, unmount } from "svelte";
import { expect, it, onTestFinished } from "vitest";
import "../testing/view"; // jsdom opens no dialogs
import Dialog from "./Dialog.svelte";

/** No rule of axe asks whether a `<dialog>` has a name. */
it("has its title as its name", () => {
  const children = createRawSnippet(() => ({ render: () => "<p>Shift and D: documents</p>" }));
  const props = { open: true, title: "Keys", closeLabel: "Close", children };
  const shown = mount(Dialog, { target: document.body, props });
  onTestFinished(() => unmount(shown));
  flushSync();
  const name = document.querySelector("dialog")?.getAttribute("aria-labelledby") ?? "";
  expect(document.getElementById(name)?.textContent).toBe("Keys");
});
