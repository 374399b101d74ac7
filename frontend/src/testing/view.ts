/** Shows a view in the page of a test, and takes it away after the test. */
import { flushSync, mount, unmount, type Component } from "svelte";
import { onTestFinished } from "vitest";
import type { ConsoleController } from "../views/console/consoleController.svelte";
import type { HandheldClient } from "./client";
import WithClient from "./WithClient.svelte";

// A page of a test has no size.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event("close"));
};

export interface Shown {
  /** By its test id; null where it is not shown. */
  find(testid: string): HTMLElement | null;
  /** A field that is there. */
  field(testid: string): HTMLInputElement;
  press(testid: string): void;
  type(testid: string, text: string): void;
  choose(testid: string, value: string): void;
  text(): string;
  /** Before the test is over: the reader leaves. */
  leave(): Promise<void>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- so Svelte declares the properties of any component
export function show<P extends Record<string, any>>(
  view: Component<P>,
  props: NoInfer<P>,
  client: HandheldClient,
  controller?: ConsoleController,
): Shown {
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
    text() {
      flushSync();
      return page.textContent ?? "";
    },
    leave,
  };
}
