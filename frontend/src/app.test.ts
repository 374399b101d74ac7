import { mount, unmount } from "svelte";
import { expect, it, onTestFinished, vi } from "vitest";
import App from "./App.svelte";
import { PATIENCE_MS } from "./testing/eventually";

it.each(["key", "click"])("keeps the focus on every page, from the first %s on, once", async (press) => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const listens = vi.spyOn(document.body, "addEventListener");
  const target = document.body.appendChild(document.createElement("div"));
  const shown = mount(App, { target });
  onTestFinished(async () => {
    await unmount(shown);
    target.remove();
    vi.unstubAllGlobals();
    // What keeps the focus lives as long as the page, which other tests share.
    for (const [kind, listener, options] of listens.mock.calls)
      document.body.removeEventListener(kind, listener, options);
    listens.mockRestore();
  });
  const begun = () => listens.mock.calls.filter(([kind]) => kind === "focusin").length;
  const button = target.appendChild(document.createElement("button"));
  const presses = {
    key: () => button.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true })),
    click: () => button.click(),
  };
  expect(begun()).toBe(0);
  presses[press as "key" | "click"]();
  await vi.waitUntil(() => begun() === 1, { timeout: PATIENCE_MS });
  presses.key();
  presses.click();
  await new Promise((resolve) => setTimeout(resolve));
  expect(begun()).toBe(1);
});
