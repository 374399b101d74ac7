import { beforeEach, expect, test } from "vitest";
import { handOn } from "./handOn";

let place: HTMLElement;
let bar: HTMLElement;
let leave: () => void;

beforeEach(() => {
  document.body.innerHTML = `<a href="/">Away</a><div id="place"></div><div id="bar" tabindex="-1"></div>`;
  [place, bar] = ["place", "bar"].map((id) => document.getElementById(id)) as [HTMLElement, HTMLElement];
  leave = handOn(() => bar)(place);
  return () => leave();
});

const button = () => place.appendChild(document.createElement("button"));
/** Observers of a document are told in a microtask. */
const told = () => new Promise((done) => setTimeout(done));

test("where the button goes that the keyboard is on, it goes on in the bar", async () => {
  const pressed = button();
  pressed.focus();
  pressed.remove();
  await told();
  expect(document.activeElement).toBe(bar);
});

test("what comes and goes by itself takes the keyboard nowhere", async () => {
  button().remove();
  await told();
  expect(document.activeElement).toBe(document.body);

  button().focus();
  document.querySelector("a")?.focus();
  place.replaceChildren();
  await told();
  expect(document.activeElement).toBe(document.querySelector("a"));
});
