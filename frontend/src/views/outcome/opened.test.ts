import { beforeEach, expect, it } from "vitest";
import { opened } from "./opened";

let button: HTMLButtonElement;
let form: HTMLElement;
beforeEach(() => {
  document.body.innerHTML = "<button aria-expanded='true'></button><div><p></p><input /></div>";
  button = document.querySelector("button") as HTMLButtonElement;
  form = document.querySelector("div") as HTMLElement;
});

it("goes to the first field, and back", async () => {
  button.focus();
  const closed = opened(form);
  expect(document.activeElement).toBe(form.querySelector("input"));
  if (closed) closed();
  form.remove();
  await Promise.resolve();
  expect(document.activeElement).toBe(button);
});

it("stays where the reader went meanwhile", async () => {
  button.focus();
  const closed = opened(form);
  const elsewhere = document.body.appendChild(document.createElement("input"));
  elsewhere.focus();
  if (closed) closed();
  await Promise.resolve();
  expect(document.activeElement).toBe(elsewhere);
});

it("takes no focus after a reload", () => {
  (document.activeElement as HTMLElement | null)?.blur();
  expect(opened(form)).toBeUndefined();
  expect(document.activeElement).toBe(document.body);
});
