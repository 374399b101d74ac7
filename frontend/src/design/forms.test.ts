import { readFileSync } from "node:fs";
import { beforeEach, expect, it } from "vitest";

const SCRIPT = readFileSync("public/forms.js", "utf-8");

/** Presses the button of the form, and returns whether the browser sends it. */
const send = () =>
  document.forms[0]!.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));

beforeEach(() => {
  document.body.innerHTML = "<form></form>";
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
  document.forms[0]!.addEventListener("submit", keepBack);
  send();
  document.forms[0]!.removeEventListener("submit", keepBack);
  expect(send()).toBe(true);
});
