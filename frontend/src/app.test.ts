import { mount, unmount } from "svelte";
import { it, onTestFinished, vi } from "vitest";
import App from "./App.svelte";
import { PATIENCE_MS } from "./testing/eventually";

it.each(["key", "click"])("keeps the focus on every page, from the first %s on", async (press) => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const target = document.body.appendChild(document.createElement("div"));
  const shown = mount(App, { target });
  const page = document.body.appendChild(document.createElement("section"));
  onTestFinished(async () => {
    await unmount(shown);
    target.remove();
    page.remove();
    vi.unstubAllGlobals();
  });
  page.innerHTML = "<h2>Votes</h2>";
  const pressAndLeave = async () => {
    const button = page.appendChild(document.createElement("button"));
    button.focus();
    if (press === "click") button.click();
    else button.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve));
    button.remove();
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => setTimeout(resolve));
  };
  // What keeps it is loaded meanwhile.
  await vi.waitUntil(
    async () => {
      await pressAndLeave();
      return document.activeElement === page.querySelector("h2");
    },
    { timeout: PATIENCE_MS },
  );
});
