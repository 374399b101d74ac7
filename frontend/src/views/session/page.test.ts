import { expect, it } from "vitest";
import { manualDevices, isRunning } from "../../testing/devices";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import SessionPage from "./SessionPage.svelte";
import { eventually } from "../../testing/eventually";

it("switches the delegate's camera and microphone off when the session is closed", async () => {
  const devices = manualDevices();
  sessionStorage.setItem("balai.join.2", "{}");
  const client = new ManualClient();
  client.receiveEvent(openSession({ id: "1", party: "fiji" }));
  const view = show(SessionPage, { session: "2" }, client);
  await eventually(() => expect(devices.requested()).toBe(1));
  const media = await devices.open();
  expect(isRunning(media)).toBe(true);
  client.receiveEvent({
    session: { 2: { id: "2", state: "closed", title: {}, ends_at: "2021-11-16T07:00:00Z" } },
  });
  view.text();
  expect(isRunning(media)).toBe(false);
});

it("keeps captions and their transcript in reach once the session is closed", async () => {
  const client = new ManualClient({ party: null, roles: ["audience"] });
  const channel = { id: "en", is_open: false, on_hall_screen: false };
  client.receiveEvent({
    session: { 2: { id: "2", state: "closed", title: {}, ends_at: "2021-11-16T07:00:00Z" } },
    caption_channel: { en: channel },
  });
  const view = show(SessionPage, { session: "2" }, client);
  await eventually(() => expect(view.find("to-transcript")).not.toBeNull());
  expect(view.find("listen") ?? view.find("silence")).toBeNull();
});
