import { expect, it } from "vitest";
import { SessionModel } from "../../state/sessionModel.svelte";
import { ManualClient, openSession, TURN } from "../../testing/client";
import { show } from "../../testing/view";
import { presentScene } from "./presentScene";
import ProcedureScene from "./ProcedureScene.svelte";

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
