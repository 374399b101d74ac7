import { flushSync } from "svelte";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { Publishing } from "../../media/publishing.svelte";
import { manualDevices, isRunning, type ManualDevices } from "../../testing/devices";
import { ManualClient, openSession } from "../../testing/client";
import { ChairSeat } from "./chairSeat.svelte";
import { ConsoleController } from "./consoleController.svelte";

let devices: ManualDevices;
beforeEach(() => {
  devices = manualDevices();
});

async function taking() {
  const client = new ManualClient({ roles: ["moderator"], party: null, participant: "7" });
  client.receiveEvent(openSession());
  const publishing = new Publishing(client, "2");
  let made: ChairSeat | undefined;
  const leave = $effect.root(() => {
    made = new ChairSeat(new ConsoleController(client, "2"), publishing);
  });
  onTestFinished(leave);
  void made?.take();
  await client.answer();
  const seat = (participant: string) =>
    client.receiveEvent({ podium_seat: { chair: { id: "chair", participant } as never } });
  return { publishing, leave, seat };
}

it("sends the devices of the person in the chair", async () => {
  const { publishing, leave, seat } = await taking();
  seat("7");
  const media = await devices.open();
  expect([isRunning(media), publishing.media]).toEqual([true, media]);
  leave();
  expect([isRunning(media), publishing.media]).toEqual([false, null]);
});

it("closes devices that open after another took the chair", async () => {
  const { publishing, seat } = await taking();
  seat("7");
  flushSync();
  seat("8");
  flushSync();
  expect([isRunning(await devices.open()), publishing.media]).toEqual([false, null]);
});

it("closes devices that open after the page was left", async () => {
  const { publishing, leave } = await taking();
  leave();
  expect([isRunning(await devices.open()), publishing.media]).toEqual([false, null]);
});
