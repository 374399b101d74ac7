import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { exposedPeer } from "../debug";
import type { Client } from "../state/client.svelte";
import { eventually } from "../testing/eventually";
import { Listening, type ListeningOptions } from "./listening.svelte";
import type { OpenedConnection } from "./mediaLine.svelte";
import type { Slots } from "./whep";

interface Dial {
  arrived: (slots: Slots) => void;
  answer: (opened: OpenedConnection) => void;
}

const dials: Dial[] = [];

/** A page whose relay answers when the test says so. */
class ManualListening extends Listening {
  protected override dial(_: readonly string[], arrived: Dial["arrived"]): Promise<OpenedConnection> {
    return new Promise((answer) => dials.push({ arrived, answer }));
  }
}

const slotsNamed = (name: string): Slots => ({ [name]: { audio: null, video: null } });
const listening = (options: Partial<ListeningOptions> = {}) =>
  new ManualListening({ token: "s" } as Client, "1", { silent: true, ...options });
const aPeer = () => Object.assign(new EventTarget(), { close: () => undefined }) as RTCPeerConnection;
const answered = (dial: Dial | undefined, peer: RTCPeerConnection) =>
  dial?.answer({ peer, resource: { url: "/r", token: "t", soundOnly: true, loopback: false } });
const dialled = (count: number) => eventually(() => expect(dials).toHaveLength(count));

beforeEach(() => {
  dials.length = 0;
  // A line that ends tells its relay.
  vi.stubGlobal("fetch", () => Promise.resolve(new Response()));
});
afterEach(() => vi.unstubAllGlobals());

it("shows the slots of the newest line, also if an older one answers late", async () => {
  const page = listening();
  page.start(["floor"]);
  await dialled(1);
  page.start(["floor", "panel-1"]);
  await dialled(2);
  dials[1]?.arrived(slotsNamed("panel-1"));
  dials[0]?.arrived(slotsNamed("floor"));
  expect(page.slots).toEqual(slotsNamed("panel-1"));
  page.stop();
});

it("shows nothing that arrives after it was stopped", async () => {
  const page = listening();
  page.start(["floor"]);
  await dialled(1);
  page.stop();
  dials[0]?.arrived(slotsNamed("floor"));
  expect(page.slots).toEqual({});
});

it("reports that there is only sound until a picture arrives", async () => {
  const page = listening();
  page.start(["floor"]);
  await dialled(1);
  const video = {} as MediaStreamTrack;
  dials[0]?.arrived({ floor: { audio: null, video } });
  answered(dials[0], aPeer());
  await eventually(() => expect(page.soundOnly).toBe(true));
  video.onunmute?.(new Event("unmute"));
  expect(page.soundOnly).toBe(false);
  page.stop();
});

it("leaves it to the page's own line to be reported by a call for help", async () => {
  const own = listening();
  const talkback = listening({ source: "talkback", beside: true });
  const peer = aPeer();
  own.start(["floor"]);
  await dialled(1);
  answered(dials[0], peer);
  await eventually(() => expect(exposedPeer("listen")).toBe(peer));
  talkback.start(["talkback"]);
  await dialled(2);
  answered(dials[1], aPeer());
  await eventually(() => expect(talkback.connection).not.toBeNull());
  talkback.stop();
  expect(exposedPeer("listen")).toBe(peer);
  own.stop();
});
