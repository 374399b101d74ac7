import { beforeEach, expect, test } from "vitest";
import { moveFocusAfterPress } from "./moveFocusAfterPress";

let place: HTMLElement;
let bar: HTMLElement;
let leave: () => void;

beforeEach(() => {
  document.body.innerHTML = `<a href="/">Away</a><div id="place"></div><div id="bar" tabindex="-1"></div>`;
  [place, bar] = ["place", "bar"].map((id) => document.getElementById(id)) as [HTMLElement, HTMLElement];
  leave = moveFocusAfterPress(() => bar)(place);
  return () => leave();
});

const button = () => place.appendChild(document.createElement("button"));
/** Mutation observers run in a microtask. */
const told = () => new Promise((done) => setTimeout(done));

test("moves the focus to the bar when the focused button is removed", async () => {
  const pressed = button();
  pressed.focus();
  pressed.remove();
  await told();
  expect(document.activeElement).toBe(bar);
});

test("leaves the focus alone when other elements come and go", async () => {
  button().remove();
  await told();
  expect(document.activeElement).toBe(document.body);

  button().focus();
  document.querySelector("a")?.focus();
  place.replaceChildren();
  await told();
  expect(document.activeElement).toBe(document.querySelector("a"));
});
