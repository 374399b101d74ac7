import { expect, it } from "vitest";
import { ManualClient, opened } from "../../testing/client";
import { show } from "../../testing/view";
import { SessionModel } from "../../state/sessionModel.svelte";
import Idle from "./Idle.svelte";
import Notice from "./Notice.svelte";

it.each([
  ["public", true],
  ["code", true],
  ["registered", false],
  ["delegations", false],
  ["staff", false],
] as const)("shows the way in to a session for %s: %s", (access, isShown) => {
  const client = new ManualClient();
  const session = { 2: { id: "2", state: "open" as const, title: {}, code: "K7M3PX", access } };
  client.tell({ ...opened(null), session });
  const model = new SessionModel(client, "2");
  const screens = [show(Idle, { model }, client), show(Notice, { model, scene: "suspended" }, client)];
  expect(screens.map((screen) => screen.text().includes("K7M 3PX"))).toEqual([isShown, isShown]);
});
