import { expect, it } from "vitest";
import { Listening } from "../../media/listening.svelte";
import { Publishing } from "../../media/publishing.svelte";
import { manualDevices, isRunning } from "../../testing/devices";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { NO_LINES, SessionModel } from "../../state/sessionModel.svelte";
import { dateIn } from "../../state/times";
import Checklist from "./Checklist.svelte";
import { HallFeed } from "./hallFeed.svelte";
import HallFeedPanel from "./HallFeedPanel.svelte";
import { HallMeasurements } from "./hallMeasurements.svelte";
import type { Slate } from "./slate.svelte";

function inTheRoom() {
  const client = new ManualClient({ roles: ["operator"], party: null });
  client.receiveEvent(openSession());
  const feed = new HallFeed(new Publishing(client, "2", "hall"), { track: null } as unknown as Slate);
  const listening = new Listening(client, "2", { silent: true });
  const measured = new HallMeasurements(listening, feed.publishing);
  const props = { feed, slate: {} as Slate, measured, listening };
  const view = show(HallFeedPanel, { ...props, session: "2", model: new SessionModel(client, "2") }, client);
  return { client, feed, listening, measured, view };
}

it("shows that an encoder sends the hall, and its picture", () => {
  manualDevices();
  sessionStorage.clear();
  const { client, listening, view } = inTheRoom();
  const shown = () => view.find("hall-state")?.dataset["state"];
  const picture = () => view.find("sent-picture")?.querySelector("video")?.srcObject ?? null;
  expect([shown(), picture()]).toEqual(["off", null]);
  const lines = { publishing: [], slides: null, languages: [], sign: false, floor: null, relay: "" };
  client.receiveSignal("media.lines", { ...lines, hall: true });
  expect(shown()).toBe("elsewhere");
  listening.slots = { hall: { audio: null, video: { kind: "video" } as MediaStreamTrack } };
  client.receiveSignal("media.line_states", { lines: {}, hall: null, hall_key: "k", hall_simulated: false });
  expect(shown()).toBe("encoder");
  expect(picture()).toBeInstanceOf(MediaStream);
  client.receiveSignal("media.line_states", { lines: {}, hall: null, hall_key: null, hall_simulated: true });
  expect(shown()).toBe("simulated");
  expect(view.find("hall-state")?.querySelector(".attention")).toBeNull();
  client.receiveSignal("media.lines", { ...lines, hall: false });
  expect([shown(), view.find("sent-picture")]).toEqual(["off", null]);
});

it("says in a break and after the close that nothing is forwarded, and faults no relay that returns nothing", () => {
  manualDevices();
  sessionStorage.clear();
  const { client, feed, measured, view } = inTheRoom();
  const model = new SessionModel(client, "2");
  const day = dateIn(client.now, model.conference.zone);
  localStorage.setItem(`balai.checklist.2.${day}`, JSON.stringify({ relay: { at: 1, by: "measured" } }));
  const list = show(Checklist, { model, feed, measured, slate: {} as Slate }, client);
  feed.publishing.media = new MediaStream();
  feed.publishing.line.state = "connected";
  const shown = () => [view.find("hall-state")?.dataset["state"], list.find("item-relay")?.dataset["state"]];
  expect(shown()).toEqual(["slate", "failing"]);
  const becomes = (state: string) =>
    client.receiveEvent({ session: { 2: { ...openSession().session?.["2"], state } } } as never);
  becomes("suspended");
  expect(shown()).toEqual(["break", "measured"]);
  becomes("closed");
  expect(shown()).toEqual(["over", "measured"]);
  feed.publishing.media = null;
  client.receiveSignal("media.lines", { ...NO_LINES, hall: true });
  client.receiveSignal("media.line_states", { lines: {}, hall: null, hall_key: "k", hall_simulated: false });
  expect(shown()[0]).toBe("over");
});

it("closes devices that open after the desk was left, and sends nothing", async () => {
  const devices = manualDevices();
  sessionStorage.setItem("balai.hall.2", JSON.stringify({ camera: "", microphone: "", cut: false }));
  const { feed, measured, view } = inTheRoom();
  expect(devices.requested()).toBe(1);
  await view.unmount();
  feed.close();
  measured.close();
  const room = await devices.open();
  expect([isRunning(room), feed.room, feed.publishing.media]).toEqual([false, null, null]);
});

it("asks before a tab is closed that sends the hall's media", () => {
  manualDevices();
  const client = new ManualClient({ roles: ["operator"], party: null });
  const feed = new HallFeed(new Publishing(client, "2", "hall"), { track: null } as unknown as Slate);
  const leaves = () => {
    const event = new Event("beforeunload", { cancelable: true });
    feed.askBeforeUnload(event as BeforeUnloadEvent);
    return !event.defaultPrevented;
  };
  expect(leaves()).toBe(true);
  feed.publishing.media = new MediaStream();
  feed.publishing.line.state = "connected";
  expect(leaves()).toBe(false);
});
