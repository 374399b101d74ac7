import { flushSync } from "svelte";
import { expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Organise from "./Organise.svelte";

const CONFERENCE = "conference/1";

function workspace(role: "organiser" | "head") {
  const client = new ManualClient({ roles: [role], party: null });
  const conference = { 1: { id: "1", name: { en: "ICDD" }, timezone: "UTC" } };
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
