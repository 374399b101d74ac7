import { expect, it } from "vitest";
import { Listening } from "../../media/listening.svelte";
import { Publishing } from "../../media/publishing.svelte";
import { handheldDevices, running } from "../../testing/devices";
import { HandheldClient, opened } from "../../testing/client";
import { show } from "../../testing/view";
import { SessionModel } from "../../state/sessionModel.svelte";
import { Feed } from "./feed.svelte";
import FromTheRoom from "./FromTheRoom.svelte";
import { Measured } from "./measured.svelte";
import type { Slate } from "./slate.svelte";

it("closes devices that open after the desk was left, and sends nothing", async () => {
  const devices = handheldDevices();
  sessionStorage.setItem("balai.hall.2", JSON.stringify({ camera: "", microphone: "", cut: false }));
  const client = new HandheldClient({ roles: ["operator"], party: null });
  client.tell(opened());
  const slate = { track: null } as unknown as Slate;
  const feed = new Feed(new Publishing(client, "2", "hall"), slate);
  const measured = new Measured(new Listening(client, "2", { silent: true }), feed.publishing);
  const props = { feed, slate, measured, session: "2", model: new SessionModel(client, "2") };
  const view = show(FromTheRoom, props, client);
  expect(devices.asked()).toBe(1);
  await view.leave();
  feed.close();
  measured.close();
  const room = await devices.open();
  expect([running(room), feed.room, feed.publishing.media]).toEqual([false, null, null]);
});

it("asks before a tab is closed that sends the hall's media", () => {
  handheldDevices();
  const client = new HandheldClient({ roles: ["operator"], party: null });
  const feed = new Feed(new Publishing(client, "2", "hall"), { track: null } as unknown as Slate);
  const leaves = () => {
    const event = new Event("beforeunload", { cancelable: true });
    feed.leaving(event as BeforeUnloadEvent);
    return !event.defaultPrevented;
  };
  expect(leaves()).toBe(true);
  feed.publishing.media = new MediaStream();
  feed.publishing.line.state = "connected";
  expect(leaves()).toBe(false);
});
