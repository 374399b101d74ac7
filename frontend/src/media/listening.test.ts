import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Client } from "../state/client.svelte";
import type { Listening } from "./listening.svelte";
import type { OpenedConnection } from "./mediaLine.svelte";
import type { Slots } from "./whep";
import { eventually } from "../testing/eventually";

interface Dial {
  slots: readonly string[];
  arrived: (slots: Slots) => void;
  answer: (opened: OpenedConnection) => void;
}

const dials: Dial[] = vi.hoisted(() => []);

vi.mock("../state/api", async (original) => ({
  ...(await original<object>()),
  mediaToken: () => Promise.resolve({ url: "/whep", token: "t" }),
}));
vi.mock("./whep", () => ({
  openListener: (_: unknown, slots: readonly string[], arrived: Dial["arrived"]) =>
    new Promise<OpenedConnection>((answer) => dials.push({ slots, arrived, answer })),
}));

const slotsNamed = (name: string): Slots => ({ [name]: { audio: null, video: null } });
let listening: () => Listening;
const dialled = (count: number) => eventually(() => expect(dials).toHaveLength(count));

beforeAll(async () => {
  // Test files share modules. If another file has loaded this one, it would call the real relay.
  vi.resetModules();
  const { Listening } = await import("./listening.svelte");
  listening = () => new Listening({ token: "s" } as Client, "1", { silent: true });
});
beforeEach(() => {
  dials.length = 0;
  vi.stubGlobal("fetch", () => Promise.resolve(new Response()));
});

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
  const peer = Object.assign(new EventTarget(), { close: () => undefined }) as RTCPeerConnection;
  dials[0]?.answer({ peer, resource: { url: "/r", token: "t", soundOnly: true, loopback: false } });
  await eventually(() => expect(page.soundOnly).toBe(true));
  video.onunmute?.(new Event("unmute"));
  expect(page.soundOnly).toBe(false);
  page.stop();
});
