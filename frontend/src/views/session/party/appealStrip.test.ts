import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../../testing/client";
import { show } from "../../../testing/view";
import type { Command } from "../../../wire/frames";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import AppealStrip from "./AppealStrip.svelte";

function seated(floor: object) {
  const client = new ManualClient({ roles: ["delegate"], party: "fiji" });
  client.receiveEvent(openSession());
  client.receiveEvent({ floor: { 2: { id: "2", ruled: null, appellant: null, ...floor } } });
  const sent: Command[] = [];
  const props = { waiting: false, onact: (command: Command) => void sent.push(command) };
  const view = show(AppealStrip, { ...props, model: new OwnSessionModel(client, "2") }, client);
  return { client, sent, view };
}

it("offers an appeal for as long as the ruling can be appealed against (FL13)", () => {
  const { client, sent, view } = seated({});
  expect(view.find("appeal-strip")).toBeNull();
  client.receiveEvent({ floor: { 2: { id: "2", ruled: "4" } } });
  view.press("raise-appeal");
  expect(sent).toEqual([{ type: "floor.raise_appeal", ruling: "4" }]);
  client.receiveEvent({ floor: { 2: { id: "2", ruled: null } } });
  expect(view.find("appeal-strip")).toBeNull();
});

it("says who appeals, and lets that delegation withdraw it", () => {
  const { client, sent, view } = seated({ ruled: "4", appellant: "chile" });
  expect(view.find("raise-appeal")).toBeNull();
  expect(view.find("withdraw-appeal")).toBeNull();
  client.receiveEvent({ floor: { 2: { id: "2", ruled: "4", appellant: "fiji" } } });
  view.press("withdraw-appeal");
  expect(sent).toEqual([{ type: "floor.withdraw_appeal", ruling: "4" }]);
});

it("offers no second appeal to the delegation that withdrew one", () => {
  const given = { turn: "4", party: "peru", ruling: "noted" as const, text: "" };
  const ruling = { ...given, motion: null, motion_text: "", appeals_withdrawn: ["chile"] };
  const { client, view } = seated({ ruled: "4", ruling });
  expect(view.find("raise-appeal")).not.toBeNull();
  client.receiveEvent({
    floor: { 2: { id: "2", ruled: "4", ruling: { ...ruling, appeals_withdrawn: ["fiji"] } } },
  });
  expect(view.find("raise-appeal")).toBeNull();
});
