/** Shows a view in the page of a test, and removes it after the test. */
import { flushSync, mount, unmount, type Component } from "svelte";
import { onTestFinished } from "vitest";
import type { ConsoleController } from "../views/console/consoleController.svelte";
import type { ManualClient } from "./client";
import WithClient from "./WithClient.svelte";

// jsdom has no layout.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

HTMLElement.prototype.scrollIntoView ??= () => undefined;

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};

HTMLElement.prototype.hidePopover ??= () => undefined;

export interface ShownView {
  /** The element with a test id; null if it is not shown. */
  find(testid: string): HTMLElement | null;
  /** The field with a test id; throws if it is not shown. */
  field(testid: string): HTMLInputElement;
  press(testid: string): void;
  type(testid: string, text: string): void;
  choose(testid: string, value: string): void;
  /** The chosen value of the radio buttons in an element. */
  chosen(testid: string): string | undefined;
  text(): string;
  /** Removes the view before the test ends. */
  unmount(): Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- so Svelte declares the properties of any component
export function show<P extends Record<string, any>>(
  view: Component<P>,
  props: NoInfer<P>,
  client: ManualClient,
  controller?: ConsoleController,
): ShownView {
  const page = document.body.appendChild(document.createElement("main"));
  const shown = mount(WithClient, {
    target: page,
    props: { client, controller, view: view as unknown as Component<Record<string, unknown>>, props },
  });
  const leave = async () => {
    if (page.isConnected) await unmount(shown);
    page.remove();
  };
  onTestFinished(leave);
  flushSync();
  const find = (testid: string) => {
    flushSync();
    return page.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
  };
  const field = (testid: string) => {
    const found = find(testid);
    if (!found) throw new Error(`not shown: ${testid}`);
    return found as HTMLInputElement;
  };
  const change = (event: string) => (testid: string, value: string) => {
    const radios = [...field(testid).querySelectorAll<HTMLInputElement>('[type="radio"]')];
    if (radios.length > 0) return radios.find((radio) => radio.value === value)?.click();
    field(testid).value = value;
    field(testid).dispatchEvent(new Event(event, { bubbles: true }));
  };
  return {
    find,
    field,
    press(testid) {
      field(testid).focus();
      field(testid).click();
      flushSync();
    },
    type: change("input"),
    choose: change("change"),
    chosen: (testid) => field(testid).querySelector<HTMLInputElement>(":checked")?.value,
    text() {
      flushSync();
      return page.textContent ?? "";
    },
    unmount: leave,
  };
}
