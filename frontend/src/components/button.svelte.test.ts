import { createRawSnippet, flushSync, mount, unmount } from "svelte";
import { expect, it, onTestFinished, vi } from "vitest";
import Button from "./Button.svelte";

it("keeps the focus when it is disabled, does nothing, and is disabled once the focus is elsewhere", () => {
  const pressed = vi.fn();
  const props = $state({
    disabled: false,
    onclick: pressed,
    children: createRawSnippet(() => ({ render: () => "<span>Send</span>" })),
  });
  const page = document.body.appendChild(document.createElement("main"));
  const shown = mount(Button, { target: page, props });
  onTestFinished(async () => {
    await unmount(shown);
    page.remove();
  });
  const button = page.querySelector("button") as HTMLButtonElement;
  button.focus();
  props.disabled = true;
  flushSync();
  expect([button.disabled, button.getAttribute("aria-disabled")]).toEqual([false, "true"]);
  button.click();
  expect(pressed).not.toHaveBeenCalled();
  button.blur();
  flushSync();
  expect(button.disabled).toBe(true);
  props.disabled = false;
  flushSync();
  expect(button.disabled).toBe(false);
});
