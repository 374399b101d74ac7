import { expect, it } from "vitest";
import { SessionModel, type Turn } from "../../state/sessionModel.svelte";
import { ManualClient, openSession, TURN } from "../../testing/client";
import { show } from "../../testing/view";
import { presentScene } from "./presentScene";
import IdleScene from "./IdleScene.svelte";
import ProcedureScene from "./ProcedureScene.svelte";
import SpeakerPlate from "./SpeakerPlate.svelte";

const named = (id: string, name: string) => ({ [id]: { id, name: { en: name } } });
const ruling = {
  ...{ turn: "3", party: "japan", ruling: "not_upheld" as const, motion: null, motion_text: "" },
  ...{ text: "The speaker keeps to the item.", appeals_withdrawn: [] },
};

it("shows an appeal with the ruling, and the turn that waits for it (FL13)", () => {
  const client = new ManualClient({ roles: ["hall_screen"], party: null });
  const party = { ...named("chile", "Chile"), ...named("fiji", "Fiji"), ...named("japan", "Japan") };
  client.receiveEvent({ party }, null, {}, "conference/1");
  const opened = openSession();
  client.receiveEvent(opened);
  client.receiveEvent({
    floor: { 2: { ...opened.floor?.["2"], ruled: "3", ruling, appellant: "chile" } },
    interrupted_turn: { 1: TURN },
  });
  const model = new SessionModel(client, "2");
  expect(presentScene(model, true)).toBe("appeal");
  const { appellant, motion } = model;
  const text = show(ProcedureScene, { model, appellant, motion }, client).find("hall-procedure")?.textContent;
  expect(text).toContain("Chile appeals against the ruling.");
  expect(text).toContain("the point of order of Japan is not upheld");
  expect(text).toContain("The speaker keeps to the item.");
  expect(text).toContain("Fiji goes on afterwards");
});

it("shows a ruling beside the next speakers, while nothing else is dealt with (FL13)", () => {
  const client = new ManualClient({ roles: ["hall_screen"], party: null });
  client.receiveEvent({ party: named("japan", "Japan") }, null, {}, "conference/1");
  const opened = openSession();
  client.receiveEvent({ ...opened, floor: { 2: { ...opened.floor?.["2"], ruled: "3", ruling } } });
  const model = new SessionModel(client, "2");
  expect(presentScene(model, true)).toBe("idle");
  const shown = show(IdleScene, { model }, client).find("hall-ruled");
  expect(shown?.textContent.trim()).toBe("The chair ruled: the point of order of Japan is not upheld.");
});

it.each([
  ["suspension", "The turn of Fiji waits"],
  ["adjournment", "The turn of Fiji waits"],
  ["adjournment_of_debate", "The turn of Fiji waits"],
  ["closure_of_debate", "The turn of Fiji waits"],
  ["closure_of_list", "Fiji goes on afterwards"],
  ["other", "Fiji goes on afterwards"],
] as const)("says of the turn behind a motion, %s, what holds however it is decided", (of, said) => {
  const client = new ManualClient({ roles: ["hall_screen"], party: null });
  const party = { ...named("chile", "Chile"), ...named("fiji", "Fiji"), ...named("japan", "Japan") };
  client.receiveEvent({ party }, null, {}, "conference/1");
  client.receiveEvent(openSession());
  const moved = { id: "3", entry: "10", party: "chile", motion: of, motion_text: "" };
  const motion = { ...moved, recognised_at: "2021-11-16T05:30:00Z", in_favour: 2, against: 2, heard: [] };
  client.receiveEvent({ pending_motion: { 3: motion }, interrupted_turn: { 1: TURN } });
  const model = new SessionModel(client, "2");
  const scene = show(ProcedureScene, { model, appellant: null, motion: model.motion }, client);
  expect(scene.find("hall-interrupted")?.textContent.trim()).toBe(said);
  const plate = (turn: Partial<Turn>) =>
    show(SpeakerPlate, { model, turn: { ...TURN, party: "chile", ...turn } }, client).find("hall-kind")
      ?.textContent;
  expect(plate({ kind: "motion", motion: of })).toContain(said);
  expect(plate({ kind: "on_motion", side: "against" })).toContain(said);
  expect(plate({ kind: "point_of_order" })).toContain("Fiji goes on afterwards");
});
