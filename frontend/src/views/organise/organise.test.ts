import { flushSync } from "svelte";
import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Organise from "./Organise.svelte";

const CONFERENCE = "conference/1";

function workspace(role: "organiser" | "head" | "delegate", notice = {}) {
  const client = new ManualClient({ roles: [role], party: null });
  const conference = { 1: { id: "1", name: { en: "ICDD" }, timezone: "UTC", notice } };
  client.receiveEvent({ conference } as never, null, {}, CONFERENCE);
  return show(Organise, { page: "people" }, client);
}

const links = () => [...document.querySelectorAll<HTMLElement>("nav a[data-testid]")];

it("has its pages in four groups, behind one button where there is no room", () => {
  const view = workspace("organiser");
  expect(document.querySelectorAll("nav ul")).toHaveLength(4);
  expect(links()).toHaveLength(17);
  const button = view.find("organise-index");
  const index = document.getElementById(button?.getAttribute("aria-controls") ?? "");
  const isOpen = () => {
    flushSync();
    return [button?.getAttribute("aria-expanded"), index?.classList.contains("unfolded")];
  };
  expect(isOpen()).toEqual(["false", false]);
  view.press("organise-index");
  expect(isOpen()).toEqual(["true", true]);
  index?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  expect(isOpen()).toEqual(["false", false]);
});

it("offers the head of a delegation no index of one page", () => {
  const view = workspace("head");
  expect(view.find("organise-index")).toBeNull();
  expect(links().map(({ dataset }) => dataset["testid"])).toEqual(["organise-people"]);
});

it("has a local box in a demo, and leads there from a page that sends", () => {
  const view = workspace("organiser", { en: "Demo" });
  expect(links()).toHaveLength(18);
  expect(view.find("demo-keeps")?.querySelector("a")?.getAttribute("href")).toContain("/organise/box");
});

it("offers the organiser's seat to everyone in a demo alone", () => {
  const view = workspace("delegate", { en: "Demo" });
  expect(view.find("not-organiser")?.textContent).toContain("In this demo");
  expect(document.querySelector("main a")?.getAttribute("href")).toBe("/take/organiser");
});

it("offers it nowhere else", () => {
  expect(workspace("delegate").find("not-organiser")?.textContent).toContain("Sign in");
  expect(document.querySelector("main a")).toBeNull();
});
