import { beforeEach, expect, it, vi } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { manualDevices } from "../../testing/devices";
import { show } from "../../testing/view";
import { SessionModel } from "../../state/sessionModel.svelte";
import type { TalkbackOutput } from "./talkbackOutput";
import TalkbackLine from "./TalkbackLine.svelte";
import { eventually } from "../../testing/eventually";

const CHANNEL = { id: "fr", position: 0, on_duty: null, since: null, incoming: "", outgoing: "fr" };
const TALKS = { language: "fr", participant: "7", listeners: 0 };

beforeEach(() => localStorage.removeItem("balai.talkback"));

function line(output: TalkbackOutput | null, place: "hall" | "remote" = "remote") {
  manualDevices();
  HTMLMediaElement.prototype.setSinkId = () => Promise.resolve();
  const asked: string[] = [];
  vi.stubGlobal("fetch", (_: string, { body }: RequestInit) => {
    asked.push(String(body));
    return new Promise(() => undefined);
  });
  const client = new ManualClient({ roles: ["operator"], party: null, place });
  client.receiveEvent({ ...openSession(), language_channel: { fr: CHANNEL } } as never);
  const view = show(TalkbackLine, { model: new SessionModel(client, "2"), output }, client);
  const hears = () => view.find("talkback")?.dataset["hears"];
  return { client, view, asked, hears };
}

it("says which booth speaks, listens by a token of its own, and is silenced for good", async () => {
  const { client, view, asked, hears } = line(null);
  expect(view.find("talkback")).toBeNull();
  await eventually(() => expect(asked).toEqual(['{"action":"listen","feed":"talkback"}']));
  client.receiveSignal("media.talkback", TALKS);
  expect(view.find("talkback")?.textContent).toContain("The French booth is speaking to you.");
  expect(hears()).toBe("true");
  view.press("talkback-silence");
  expect(hears()).toBe("false");
  expect(view.find("talkback")?.textContent).toContain("You have silenced it.");

  const later = line(null);
  later.client.receiveSignal("media.talkback", TALKS);
  expect([later.hears(), later.asked]).toEqual(["false", []]);
});

it("asks a moderator in the hall before it plays anything", () => {
  const { client, view, asked, hears } = line(null, "hall");
  client.receiveSignal("media.talkback", TALKS);
  expect([hears(), asked]).toEqual(["false", []]);
  view.press("talkback-silence");
  expect(hears()).toBe("true");
});

it.each([
  ["in_room", "plays into the room"],
  ["missing", "is not connected"],
] as const)("plays nothing and says why where its output is %s", (unheard, why) => {
  const { client, view, asked, hears } = line({ unheard });
  client.receiveSignal("media.talkback", TALKS);
  expect([hears(), asked]).toEqual(["false", []]);
  expect(view.find("talkback")?.textContent).toContain(why);
});
