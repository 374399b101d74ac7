import { readFileSync } from "node:fs";
import { beforeEach, expect, it } from "vitest";

const SCRIPT = readFileSync("public/forms.js", "utf-8");

let form: HTMLFormElement;
/** Presses the button of the form, and returns whether the browser sends it. */
const send = () => form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));

beforeEach(() => {
  form = document.createElement("form");
  document.body.replaceChildren(form);
  new Function(SCRIPT)();
});

it("sends a form once, however often its button is pressed", () => {
  expect([send(), send(), send()]).toEqual([true, false, false]);
});

it("sends it again when the browser shows the page again", () => {
  send();
  window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  expect(send()).toBe(true);
});

it("lets another script send a form that it kept back", () => {
  const keepBack = (event: Event) => event.preventDefault();
  form.addEventListener("submit", keepBack);
  send();
  form.removeEventListener("submit", keepBack);
  expect(send()).toBe(true);
});
