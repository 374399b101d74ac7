import { beforeEach, expect, it } from "vitest";
import { Publishing } from "../../media/publishing.svelte";
import { manualDevices, running, type ManualDevices } from "../../testing/devices";
import { ManualClient, opened } from "../../testing/client";
import { show } from "../../testing/view";
import Chair from "./Chair.svelte";
import { ConsoleController } from "./consoleController.svelte";

let devices: ManualDevices;
beforeEach(() => {
  devices = manualDevices();
});

async function taking() {
  const client = new ManualClient({ roles: ["moderator"], party: null, participant: "7" });
  client.tell(opened());
  const publishing = new Publishing(client, "2");
  const props = { publishing, nameOf: () => "Ana" };
  const view = show(Chair, props, client, new ConsoleController(client, "2"));
  view.press("take-chair");
  await client.answer();
  const seat = (participant: string) =>
    client.tell({ podium_seat: { chair: { id: "chair", participant } as never } });
  return { publishing, view, seat };
}

it("sends the devices of the person in the chair", async () => {
  const { publishing, view, seat } = await taking();
  seat("7");
  const media = await devices.open();
  expect([running(media), publishing.media]).toEqual([true, media]);
  await view.leave();
  expect([running(media), publishing.media]).toEqual([false, null]);
});

it("closes devices that open after another took the chair", async () => {
  const { publishing, view, seat } = await taking();
  seat("7");
  view.text();
  seat("8");
  view.text();
  expect([running(await devices.open()), publishing.media]).toEqual([false, null]);
});

it("closes devices that open after the page was left", async () => {
  const { publishing, view } = await taking();
  await view.leave();
  expect([running(await devices.open()), publishing.media]).toEqual([false, null]);
});
