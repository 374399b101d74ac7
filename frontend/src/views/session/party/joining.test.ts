import { beforeEach, expect, it } from "vitest";
import { aMomentLater, manualDevices, running, type ManualDevices } from "../../../testing/devices";
import { ManualClient, opened } from "../../../testing/client";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import { Joining } from "./joining.svelte";
import { eventually } from "../../../testing/patience";

let devices: ManualDevices;
let client: ManualClient;
let joining: Joining;

beforeEach(() => {
  devices = manualDevices();
  sessionStorage.setItem("balai.join.2", "{}");
  client = new ManualClient();
  client.tell(opened());
  joining = new Joining(new OwnSessionModel(client, "2"));
});

it("sends again after a reload", async () => {
  void joining.begin();
  const media = await devices.open();
  expect([running(media), joining.media]).toEqual([true, media]);
  joining.end();
  expect([running(media), joining.media]).toEqual([false, null]);
});

it("closes devices that open after the page was left", async () => {
  void joining.begin();
  joining.end();
  expect([running(await devices.open()), joining.media]).toEqual([false, null]);
});

it("closes devices that open after the session was closed or the person continued elsewhere", async () => {
  void joining.begin();
  client.tell({ session: { 2: { id: "2", state: "closed" } } });
  expect([running(await devices.open()), joining.media]).toEqual([false, null]);
  void joining.begin();
  expect(devices.asked()).toBe(0);
});

it("closes devices that open after the person chose to join without", async () => {
  void joining.begin();
  joining.joinWithout();
  expect([running(await devices.open()), joining.media]).toEqual([false, null]);
});

it("lets the person decide which of two tabs sends", async () => {
  void joining.begin();
  await devices.open();
  await aMomentLater();
  const other = new Joining(new OwnSessionModel(client, "2"));
  void other.begin();
  await devices.open();
  await eventually(() => expect(joining.publishing.displaced).toBe(true));
  void joining.begin();
  expect([devices.asked(), joining.media]).toEqual([0, null]);
  await aMomentLater();
  void joining.takeBack();
  const media = await devices.open();
  await eventually(() => expect(other.publishing.displaced).toBe(true));
  expect(joining.media).toBe(media);
  joining.end();
});
