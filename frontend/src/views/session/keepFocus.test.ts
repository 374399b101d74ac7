import { expect, it } from "vitest";
import { keepFocus } from "./keepFocus";

function listOf(...names: string[]): HTMLElement {
  const list = document.createElement("ul");
  for (const name of names) {
    const button = document.createElement("button");
    button.id = name;
    list.append(button);
  }
  document.body.replaceChildren(list);
  return list;
}

it("stays on an element that moves", async () => {
  const list = listOf("a", "b");
  const held = document.getElementById("a");
  held?.focus();
  const kept = keepFocus(list);
  list.append(held as Node);
  expect(document.activeElement).toBe(document.body);
  await kept;
  expect(document.activeElement).toBe(held);
});

it("does nothing if the focus is elsewhere or the element is gone", async () => {
  const list = listOf("a", "b");
  await keepFocus(list);
  expect(document.activeElement).toBe(document.body);
  document.getElementById("a")?.focus();
  const kept = keepFocus(list);
  document.getElementById("a")?.remove();
  await kept;
  expect(document.activeElement).toBe(document.body);
});
