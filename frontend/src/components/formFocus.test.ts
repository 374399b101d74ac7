import { beforeEach, expect, it, onTestFinished } from "vitest";
import { restoreFocus, focusOpenedForm } from "./formFocus";

const PAGE = `<main><h1>Message</h1><section><h2>Paragraph 3</h2><button aria-expanded="true"></button>
  <form><p></p><input /></form></section></main>`;
const one = <T extends HTMLElement>(selector: string) => document.querySelector(selector) as T;
/** Changes of the page are told after the code that made them, and the focus moves after the code that answers to them. */
const afterMutation = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await new Promise((resolve) => setTimeout(resolve));
};

beforeEach(() => {
  document.body.innerHTML = PAGE;
  return restoreFocus(document.body);
});

const send = () => one("form").dispatchEvent(new SubmitEvent("submit", { bubbles: true }));

it("goes to the first field of a form, and back to the button that opened it", async () => {
  one("button").focus();
  focusOpenedForm(one("form"));
  expect(document.activeElement).toBe(one("input"));
  send();
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

it("goes to what took its place: a form's first field, or a part with a name", async () => {
  const asks = document.createElement("form");
  asks.innerHTML = "<button></button><select></select>";
  one("section button").focus();
  one("section button").replaceWith(asks);
  await afterMutation();
  expect(document.activeElement).toBe(one("select"));
  const said = document.createElement("div");
  said.role = "group";
  said.innerHTML = "<select></select>";
  asks.replaceWith(document.createElement("p"), said);
  await afterMutation();
  expect(document.activeElement).toBe(said);
});

it("goes to the button in place of a form, and not to one in place of the pressed button", async () => {
  one("input").focus();
  send();
  one("form").replaceWith(document.createElement("button"));
  await afterMutation();
  expect(document.activeElement).toBe(one("section button:last-child"));
  one("section button:last-child").replaceWith(document.createElement("button"));
  await afterMutation();
  expect(document.activeElement).toBe(one("h2"));
});

it("goes to the heading of a panel, and to a part that has a name alone", async () => {
  one("section").innerHTML = `<div role="group" aria-label="Answers"><p><input /></p></div>`;
  one("input").focus();
  one("p").remove();
  await afterMutation();
  expect(document.activeElement).toBe(one("[role=group]"));
  one("section").innerHTML = `<h3>Votes</h3><p><input /></p>`;
  one("input").focus();
  one("p").remove();
  await afterMutation();
  expect(document.activeElement).toBe(one("h3"));
});

it("leaves a disabled field", async () => {
  one("input").focus();
  one<HTMLInputElement>("input").disabled = true;
  await afterMutation();
  expect(document.activeElement).toBe(one("h2"));
});

it("goes to no control while a person types and somebody else's act removes the field", async () => {
  one("section").innerHTML = "<h2></h2><ul><li><button></button><form><input /></form></li></ul>";
  one("input").focus();
  one("form").replaceWith(document.createElement("button"));
  await afterMutation();
  expect(document.activeElement).toBe(one("h2"));
});

it("tries once", async () => {
  one("main").remove();
  const alone = document.body.appendChild(document.createElement("button"));
  alone.focus();
  alone.remove();
  await afterMutation();
  document.body.innerHTML = PAGE;
  await afterMutation();
  expect(document.activeElement).toBe(document.body);
});

it("is not pressed by the Enter that is still held", async () => {
  one("input").focus();
  send();
  one("form").replaceWith(document.createElement("button"));
  await afterMutation();
  const pressed = (repeat: boolean) =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", repeat, bubbles: true, cancelable: true }),
    );
  expect(pressed(true)).toBe(false);
  expect(pressed(false)).toBe(true);
  expect(pressed(true)).toBe(true);
});

it("lets a view move the focus itself", async () => {
  one("input").focus();
  one("form").remove();
  await Promise.resolve();
  one("section button").focus();
  await afterMutation();
  expect(document.activeElement).toBe(one("section button"));
});

it("stays away from the page that the reader left for nothing", async () => {
  one("input").focus();
  one("input").blur();
  await afterMutation();
  one("form").remove();
  await afterMutation();
  expect(document.activeElement).toBe(document.body);
});

it("restores it too after the press that brought this", async () => {
  const path = [one("input"), one("form"), one("section"), one("main"), document.body];
  one("input").focus();
  one("form").remove();
  onTestFinished(restoreFocus(document.body, path));
  await afterMutation();
  expect(document.activeElement).toBe(one("h2"));
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
