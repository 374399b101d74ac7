import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { SessionModel } from "../../state/sessionModel.svelte";
import IdleScene from "./IdleScene.svelte";
import NoticeScene from "./NoticeScene.svelte";

it.each([
  ["public", true],
  ["code", true],
  ["registered", false],
  ["delegations", false],
  ["staff", false],
] as const)("shows the way in to a session for %s: %s", (access, isShown) => {
  const client = new ManualClient();
  const session = { 2: { id: "2", state: "open" as const, title: {}, code: "K7M3PX", access } };
  client.receiveEvent({ ...openSession(null), session });
  const model = new SessionModel(client, "2");
  const screens = [
    show(IdleScene, { model }, client),
    show(NoticeScene, { model, scene: "suspended" }, client),
  ];
  expect(screens.map((screen) => screen.text().includes("K7M 3PX"))).toEqual([isShown, isShown]);
});

it("isolates the address, because figures before a port would change places from right to left", () => {
  const client = new ManualClient();
  const session = { 2: { id: "2", state: "open" as const, title: {}, code: "K7M3PX" } };
  client.receiveEvent({ ...openSession(null), session });
  const shown = show(IdleScene, { model: new SessionModel(client, "2") }, client);
  expect(shown.find("join-address")?.firstElementChild?.tagName).toBe("BDI");
});
