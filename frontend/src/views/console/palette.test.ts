/** The palette lists what is possible now, and does it. */
import { expect, it } from "vitest";
import { ManualClient, openSession, TURN } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import { makeActs } from "./acts";
import { ConsoleController } from "./consoleController.svelte";
import Palette from "./Palette.svelte";

const none = () => undefined;

function opened(turn?: object) {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession(turn));
  const party = { fiji: { id: "fiji", name: { en: "Fiji" } }, chile: { id: "chile", name: { en: "Chile" } } };
  client.receiveEvent({ party }, null, {}, "conference/1");
  const entry = { kind: "statement", mode: "live", place: "hall", limit: 180 };
  client.receiveEvent({
    entry: {
      8: { ...entry, id: "8", party: "fiji", order: [1] },
      9: { ...entry, id: "9", party: "chile", order: [2] },
    },
  } as never);
  const controller = new ConsoleController(client, "2");
  const acts = makeActs(controller, { chair: none, sound: none, text: none });
  const view = show(Palette, { acts }, client, controller);
  controller.panels.toggle("palette");
  const found = () => {
    view.text();
    return [...document.querySelectorAll("[role=option]")].map((row) => row.getAttribute("data-testid"));
  };
  return { client, controller, view, found };
}

it("lists the acts that are possible now, and no other", () => {
  const { client, found } = opened();
  expect(found()).toContain("act-give");
  expect(found()).not.toContain("act-pause");
  expect(found()).not.toContain("act-recognise");
  client.receiveEvent(openSession(TURN));
  expect(found()).toContain("act-pause");
});

it("finds an act by parts of its name, and does it after it was closed", async () => {
  const { client, controller, view, found } = opened();
  view.type("palette-text", "give chile");
  expect(found()).toEqual(["act-call-9"]);
  view.field("palette-text").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  await eventually(() => expect(client.sentCommands).toMatchObject([{ type: "floor.grant", entry: "9" }]));
  expect(controller.panels.unfolded).toBeNull();
});

it("gives the floor to who is asked for by name alone, and chooses the row where that is not possible", async () => {
  const { client, controller, view, found } = opened();
  const enter = () =>
    view.field("palette-text").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  view.type("palette-text", "chile");
  expect(found()).toEqual(["act-call-9", "act-entry-9"]);
  enter();
  await eventually(() => expect(client.sentCommands).toMatchObject([{ type: "floor.grant", entry: "9" }]));
  client.receiveEvent({ session: { 2: { id: "2", state: "suspended" } } });
  controller.panels.toggle("palette");
  view.text();
  view.type("palette-text", "chile");
  expect(found()).toEqual(["act-entry-9"]);
  enter();
  await eventually(() => expect(controller.selection.id).toBe("9"));
});

it("has what the menus have: the draw of lots, and the pages of the staff", () => {
  const { client, found } = opened();
  const lots = { id: "1", policy: "lots", letter: "", seed: "4f1c" };
  expect(found()).not.toContain("act-verify");
  client.receiveEvent({ ordering: { 1: lots } } as never);
  expect(found()).toContain("act-verify");
  for (const page of ["help", "checks", "seatcards"]) expect(found()).toContain(`act-${page}`);
});

it("lists the choices of the matter in hand first, with their digits", () => {
  const { found } = opened({ ...TURN, kind: "point_of_order" });
  expect(found().slice(0, 3)).toEqual(["act-choice-0", "act-choice-1", "act-choice-2"]);
});

it("says that nothing has the name", () => {
  const { view, found } = opened();
  view.type("palette-text", "helicopter");
  expect(found()).toEqual([]);
  expect(view.text()).toContain("Nothing that is possible now has this name.");
});

it("marks nothing before something is typed, and Enter does nothing then", () => {
  const { client, controller, view, found } = opened();
  expect(found()).not.toEqual([]);
  expect(document.querySelector("[aria-selected=true]")).toBeNull();
  view.field("palette-text").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  expect(client.sentCommands).toEqual([]);
  expect(controller.panels.unfolded).toBe("palette");
});

it("keeps the mark on the row that was walked to when rows come before it", () => {
  const { client, view, found } = opened();
  const marked = () => document.querySelector("[aria-selected=true]")?.getAttribute("data-testid");
  const key = (name: string) =>
    view.field("palette-text").dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
  key("ArrowUp");
  const last = found().at(-1);
  expect(marked()).toBe(last);
  client.receiveEvent(openSession({ ...TURN, kind: "point_of_order" }));
  expect(found()[0]).toBe("act-choice-0");
  expect(marked()).toBe(last);
});
