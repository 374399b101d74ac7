import { beforeEach, expect, it } from "vitest";
import { nextMillisecond, manualDevices, isRunning, type ManualDevices } from "../../../testing/devices";
import { ManualClient, openSession } from "../../../testing/client";
import { NO_LINES } from "../../../state/sessionModel.svelte";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import { JoinControl } from "./joinControl.svelte";
import { eventually } from "../../../testing/eventually";

let devices: ManualDevices;
let client: ManualClient;
let joining: JoinControl;

beforeEach(() => {
  devices = manualDevices();
  sessionStorage.setItem("balai.join.2", "{}");
  client = new ManualClient();
  client.receiveEvent(openSession());
  joining = new JoinControl(new OwnSessionModel(client, "2"));
});

it("sends again after a reload", async () => {
  void joining.begin();
  const media = await devices.open();
  expect([isRunning(media), joining.media]).toEqual([true, media]);
  joining.end();
  expect([isRunning(media), joining.media]).toEqual([false, null]);
});

it("closes devices that open after the page was left", async () => {
  void joining.begin();
  joining.end();
  expect([isRunning(await devices.open()), joining.media]).toEqual([false, null]);
});

it("closes devices that open after the session was closed or the person continued elsewhere", async () => {
  void joining.begin();
  client.receiveEvent({ session: { 2: { id: "2", state: "closed" } } });
  expect([isRunning(await devices.open()), joining.media]).toEqual([false, null]);
  void joining.begin();
  expect(devices.requested()).toBe(0);
});

it("closes devices that open after the person chose to join without", async () => {
  void joining.begin();
  joining.joinWithout();
  expect([isRunning(await devices.open()), joining.media]).toEqual([false, null]);
});

it("lets the person decide which of two tabs sends", async () => {
  void joining.begin();
  await devices.open();
  await nextMillisecond();
  const other = new JoinControl(new OwnSessionModel(client, "2"));
  void other.begin();
  await devices.open();
  await eventually(() => expect(joining.publishing.displaced).toBe(true));
  void joining.begin();
  expect([devices.requested(), joining.media]).toEqual([0, null]);
  await nextMillisecond();
  void joining.sendAgain();
  const media = await devices.open();
  await eventually(() => expect(other.publishing.displaced).toBe(true));
  expect(joining.media).toBe(media);
  joining.end();
});

it("tells that another tab speaks, and joins from the second tab only when it is asked", async () => {
  void joining.begin(false);
  expect([devices.requested(), joining.speaksElsewhere]).toEqual([0, false]);
  client.receiveSignal("media.lines", { ...NO_LINES, publishing: ["7"] });
  expect(joining.speaksElsewhere).toBe(true);
  void joining.sendAgain();
  await devices.open();
  expect(joining.speaksElsewhere).toBe(false);
  joining.end();
});
