/** What a session page shows while it loads, between sessions, and after a refusal. */
import { expect, it, vi } from "vitest";
import { common as en } from "../../locales/en/common.json";
import { Listening } from "../../media/listening.svelte";
import { manualDevices } from "../../testing/devices";
import { ManualClient, openSession } from "../../testing/client";
import { question } from "../../testing/question";
import { show } from "../../testing/view";
import { ConsoleController } from "../console/consoleController.svelte";
import SpeakerRow from "../console/SpeakerRow.svelte";
import { OwnSessionModel, type Entry } from "./ownSessionModel.svelte";
import { minutesUntil, waitOf } from "./waitTexts";
import StageNotice from "./StageNotice.svelte";
import SessionOver from "./SessionOver.svelte";
import Question from "./Question.svelte";
import SessionBar from "./SessionBar.svelte";
import SessionPage from "./SessionPage.svelte";
import SoundButton from "./SoundButton.svelte";
import SoundNote from "./SoundNote.svelte";

const check = (() => undefined) as never;

it("says that it loads the session", () => {
  const client = new ManualClient();
  const model = new OwnSessionModel(client, "2");
  const notice = show(StageNotice, { scene: { is: "loading" }, model, check }, client);
  expect(notice.text()).toBe(en["stage.loading"]);
});

it("says nothing about a list that has not arrived", () => {
  manualDevices();
  const client = new ManualClient({ party: null, roles: ["audience"] });
  const page = show(SessionPage, { session: "2" }, client);
  const aside = document.querySelector("aside");
  expect(aside?.classList.contains("awaited")).toBe(true);
  client.receiveEvent(openSession());
  expect(page.text()).toContain(en["list.empty"]);
  expect(aside?.classList.contains("awaited")).toBe(false);
});

it("says that the first connection takes long once it does", () => {
  vi.useFakeTimers();
  const client = new ManualClient({ party: null, roles: ["audience"] });
  client.phase = "connecting";
  const props = {
    model: new OwnSessionModel(client, "2"),
    joining: null,
    onask: null,
    standsBy: false,
    mark: "",
  };
  const bar = show(SessionBar, props, client);
  expect(bar.find("dropped")).toBeNull();
  vi.advanceTimersByTime(4500);
  expect(bar.find("dropped")?.textContent).toBe(en["connection.slow"]);
  client.phase = "live";
  expect(bar.find("dropped")).toBeNull();
  vi.useRealTimers();
});

it("shows after a session when the next one is, in both time zones, and links to the check", () => {
  const client = new ManualClient();
  const next = { id: "5", title: { en: "Closing" }, state: "scheduled" as const, kind: "closing" as const };
  const day = { starts_at: "2021-11-17T01:00:00Z", ends_at: "2021-11-17T02:00:00Z" };
  client.receiveEvent({
    session: { 2: { id: "2", state: "closed", title: {}, ends_at: "2021-11-16T07:00:00Z" } },
  });
  const conference = { conference: { 1: { id: "1", timezone: "Pacific/Kiritimati" } as never } };
  client.receiveEvent({ ...conference, session: { 5: { ...next, ...day } } }, null, {}, "conference/1");
  const view = show(SessionOver, { model: new OwnSessionModel(client, "2") }, client);
  expect(view.text()).toContain("your time");
  expect(view.find("check-next")?.getAttribute("href")).toBe("/check");
});

it("shows of an adjourned session when it goes on, and why", () => {
  const client = new ManualClient();
  const conference = { conference: { 1: { id: "1", timezone: "Asia/Makassar" } as never } };
  client.receiveEvent(conference, null, {}, "conference/1");
  const resumes_at = "2021-11-17T01:00:00Z";
  client.receiveEvent({
    session: { 2: { id: "2", state: "suspended", title: {}, reason: "Dinner", resumes_at } },
  });
  const view = show(SessionOver, { model: new OwnSessionModel(client, "2") }, client);
  expect(view.find("adjourned")).not.toBeNull();
  expect(view.text()).toContain("Wednesday 17 November at 09:00");
  expect(view.text()).toContain("Dinner");
});

it("shows why a vote was refused, and accepts none after the session", async () => {
  const client = new ManualClient();
  client.receiveEvent(openSession());
  const props = { model: new OwnSessionModel(client, "2"), question: question("3", { anonymous: true }) };
  const view = show(Question, props, client);
  view.press("vote-3");
  expect(view.find("vote-3")?.getAttribute("aria-busy")).toBe("true");
  await client.answer("question.wrong_state");
  expect(view.find("refusal")?.textContent).toBe(en["refusal.question.wrong_state"]);
  expect(view.find("vote-3")?.hasAttribute("aria-busy")).toBe(false);
  client.receiveEvent({ session: { 2: { id: "2", state: "closed" } } });
  expect(view.field("vote-3").disabled).toBe(true);
});

it("tells Firefox that a hall on loopback only has no sound for it, until it has", () => {
  manualDevices();
  vi.stubGlobal("mozInnerScreenX", 0);
  const client = new ManualClient();
  const listening = new Listening(client, "2", { silent: false });
  const resource = { url: "/r", token: "t", soundOnly: false, loopback: true };
  listening.connection = { peer: new EventTarget() as RTCPeerConnection, resource };
  listening.line.state = "connecting";
  const view = show(SoundNote, { model: new OwnSessionModel(client, "2"), listening, first: true }, client);
  expect(view.text()).toContain(en["stage.loopback_alone"]);
  listening.line.state = "connected";
  expect(view.text()).not.toContain(en["stage.loopback_alone"]);
  vi.unstubAllGlobals();
});

it("keeps the focus on the button for the sound", () => {
  manualDevices();
  const client = new ManualClient();
  const listening = new Listening(client, "2", { silent: true });
  listening.line.state = "connected";
  const view = show(SoundButton, { listening, inHall: false, first: true }, client);
  view.press("listen");
  // A speaker's page has another switch, for the microphone.
  expect(view.find("silence")?.textContent).toBe("Mute what I hear");
  expect(document.activeElement).toBe(view.find("silence"));
});

it("tells no wait on a list whose debate is over, and keeps the request", () => {
  const client = new ManualClient();
  const entry = {
    id: "9",
    party: "fiji",
    kind: "statement",
    mode: "live",
    place: "remote",
    order: [1],
    limit: 180,
  };
  const opened = openSession({ id: "1", party: "chile" });
  client.receiveEvent({ ...opened, entry: { 9: entry as never } });
  const model = new OwnSessionModel(client, "2");
  expect([model.position, minutesUntil(model.entry as never, model)]).not.toContain(null);
  const floor = { ...opened.floor?.["2"], debate: "closed" as const, list_state: "closed" as const };
  client.receiveEvent({ floor: { 2: floor } });
  expect([model.entry?.id, model.position, model.upcoming]).toEqual(["9", 0, []]);
  expect(minutesUntil(model.entry as never, model)).toBeNull();
});

it("tells the console and the delegation the same wait", () => {
  const client = new ManualClient({ roles: ["moderator"] });
  const entry = { kind: "statement", mode: "live", place: "remote", limit: 180 };
  const entries = {
    8: { ...entry, id: "8", party: "japan", order: [0] },
    9: { ...entry, id: "9", party: "fiji", order: [1] },
  };
  client.receiveEvent({ ...openSession({ id: "1", party: "chile" }), entry: entries as never });
  const model = new OwnSessionModel(client, "2");
  const second = model.upcoming[1] as Entry;
  const minutes = minutesUntil(second, model);
  const controller = new ConsoleController(client, "2");
  const row = show(SpeakerRow, { entry: second, place: 2, next: false, present: false }, client, controller);
  expect(minutes).toBeGreaterThan(0);
  expect(row.text()).toContain(`in ${minutes} min`);
  expect(waitOf(second, model)).toBe(`about ${minutes} min`);
});
