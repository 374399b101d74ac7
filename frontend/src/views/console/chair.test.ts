import { beforeEach, expect, it } from "vitest";
import { Publishing } from "../../media/publishing.svelte";
import { manualDevices, isRunning, type ManualDevices } from "../../testing/devices";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import Chair from "./Chair.svelte";
import { ConsoleController } from "./consoleController.svelte";

let devices: ManualDevices;
beforeEach(() => {
  devices = manualDevices();
});

async function taking() {
  const client = new ManualClient({ roles: ["moderator"], party: null, participant: "7" });
  client.receiveEvent(openSession());
  const publishing = new Publishing(client, "2");
  const props = { publishing, nameOf: () => "Ana" };
  const view = show(Chair, props, client, new ConsoleController(client, "2"));
  view.press("take-chair");
  await client.answer();
  const seat = (participant: string) =>
    client.receiveEvent({ podium_seat: { chair: { id: "chair", participant } as never } });
  return { publishing, view, seat };
}

it("sends the devices of the person in the chair", async () => {
  const { publishing, view, seat } = await taking();
  seat("7");
  const media = await devices.open();
  expect([isRunning(media), publishing.media]).toEqual([true, media]);
  await view.unmount();
  expect([isRunning(media), publishing.media]).toEqual([false, null]);
});

it("closes devices that open after another took the chair", async () => {
  const { publishing, view, seat } = await taking();
  seat("7");
  view.text();
  seat("8");
  view.text();
  expect([isRunning(await devices.open()), publishing.media]).toEqual([false, null]);
});

it("closes devices that open after the page was left", async () => {
  const { publishing, view } = await taking();
  await view.unmount();
  expect([isRunning(await devices.open()), publishing.media]).toEqual([false, null]);
});
