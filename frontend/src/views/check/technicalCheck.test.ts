import { tick } from "svelte";
import { beforeEach, expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { manualDevices, type ManualDevices } from "../../testing/devices";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import { SessionModel } from "../../state/sessionModel.svelte";
import TechnicalCheck from "./TechnicalCheck.svelte";

let devices: ManualDevices;
let client: ManualClient;

beforeEach(() => {
  devices = manualDevices();
  client = new ManualClient();
  client.receiveEvent(openSession());
});

function shown() {
  const nothing = () => undefined;
  return show(
    TechnicalCheck,
    { model: new SessionModel(client, "2"), onjoin: nothing, onwithout: nothing },
    client,
  );
}

it("puts the focus on Join once the devices are open, so that Enter joins", async () => {
  const view = shown();
  expect(document.activeElement).toBe(document.body);
  await devices.open();
  await eventually(() => expect(document.activeElement).toBe(view.find("join")));
});

it("leaves the focus where the person put it while the devices opened", async () => {
  const view = shown();
  await tick();
  view.field("join-without").focus();
  await devices.open();
  await eventually(() => expect(view.field("join").disabled).toBe(false));
  expect(document.activeElement).toBe(view.find("join-without"));
});
