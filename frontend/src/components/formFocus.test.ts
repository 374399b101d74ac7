import { beforeEach, expect, it } from "vitest";
import { restoreFocus, focusOpenedForm } from "./formFocus";

const PAGE = `<main><h1>Message</h1><section><h2>Paragraph 3</h2><button aria-expanded="true"></button>
  <form><p></p><input /></form></section></main>`;
const one = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
/** Changes of the page are told after the code that made them. */
const afterMutation = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  document.body.innerHTML = PAGE;
  restoreFocus(one("main"));
});

it("goes to the first field of a form, and back to the button that opened it", async () => {
  one("button").focus();
  focusOpenedForm(one("form"));
  expect(document.activeElement).toBe(one("input"));
  one("form").remove();
  await afterMutation();
  expect(document.activeElement).toBe(one("button"));
});

it("goes to the heading of the section, and of the page, when the button is gone, too", async () => {
  one("button").focus();
  focusOpenedForm(one("form"));
  one("button").remove();
  one("form").remove();
  await afterMutation();
  expect(document.activeElement).toBe(one("h2"));
  one("section").remove();
  await afterMutation();
  expect(document.activeElement).toBe(one("h1"));
});

it("goes to another button of its row in a list", async () => {
  const list = document.createElement("ul");
  list.innerHTML = "<li><button></button><button class='decides'></button></li>";
  one("section").append(list);
  one(".decides").focus();
  one(".decides").remove();
  await afterMutation();
  expect(document.activeElement).toBe(one("li button"));
});

it("stays where the reader went meanwhile", async () => {
  one("button").focus();
  focusOpenedForm(one("form"));
  const elsewhere = document.body.appendChild(document.createElement("input"));
  elsewhere.focus();
  one("form").remove();
  await afterMutation();
  expect(document.activeElement).toBe(elsewhere);
});

it("takes no focus after a reload", () => {
  focusOpenedForm(one("form"));
  expect(document.activeElement).toBe(document.body);
});
