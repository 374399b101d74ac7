import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { gzipSync } from "node:zlib";
import { Client } from "./client.svelte";
import { storedSeat } from "./seat";
import { eventually } from "../testing/eventually";

const SEAT = {
  person: "p1",
  participant: null,
  name: "",
  conference: "1",
  slug: "icdd",
  party: null,
  place: "remote",
  roles: ["audience"],
  session_roles: [],
  simulated: false,
};
const STREAM = "session/2";
/** The id by which a browser knows its device. */
const MACHINE = { id: "0123456789abcdef", kind: "computer" };

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 1;
  binaryType = "";
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    FakeSocket.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  close() {
    this.readyState = 3;
  }
  receive(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const last = () => FakeSocket.all.at(-1) as FakeSocket;
const packed = (frame: object) => Uint8Array.from(gzipSync(JSON.stringify(frame))).buffer;
/** The frame that ends an answer to a follow; it names the head. */
const mine = (seq: number) => ({ stream: STREAM, seq, mine: {}, drop: {}, whole: true });
let client: Client;

beforeEach(() => {
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  localStorage.setItem("balai.device", MACHINE.id);
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  client = new Client({ token: "t", expires_at: "2021-11-16T07:00:00Z", seat: SEAT });
  client.connect("ws://hall.test/ws");
});
afterEach(() => {
  client.close();
  vi.unstubAllGlobals();
});

function takeSeat() {
  last().onopen?.();
  last().receive({
    seat: SEAT,
    token: null,
    expires_at: "2021-11-16T07:00:00Z",
    now: "2021-11-16T06:00:00Z",
  });
}

async function seated() {
  takeSeat();
  await eventually(() => expect(client.phase).toBe("live"));
}

it("speaks balai.v1, says hello, and keeps its seat for a reload", async () => {
  await seated();
  expect([last().url, last().protocol, last().sent]).toEqual([
    "ws://hall.test/ws",
    "balai.v1",
    [{ hello: "t", device: MACHINE }],
  ]);
  expect(storedSeat("icdd")?.token).toBe("t");
});

it("applies frames in their order, also after a snapshot that is still being unpacked", async () => {
  await seated();
  client.follow(STREAM);
  const entry = (token: number) => ({ floor: { 2: { id: "2", token } } });
  last().onmessage?.({ data: packed({ stream: STREAM, seq: 1, cursor: "c1", entities: entry(1) }) });
  last().receive({ stream: STREAM, after: 1, seq: 2, cursor: "c2", event: null, put: entry(2), drop: {} });
  last().receive(mine(2));
  await eventually(() => expect(client.store.one(STREAM, "floor", "2")?.token).toBe(2));
  expect(last().sent).toEqual([
    { hello: "t", device: MACHINE },
    { follow: STREAM, cursor: null },
  ]);
});

it("resolves a command with the server's outcome, also if the connection breaks", async () => {
  await seated();
  const outcome = client.sendCommand(STREAM, { type: "floor.inscribe" });
  const first = last();
  const asked = first.sent.at(-1);
  first.onclose?.({ code: 1006 });
  await eventually(() => expect(FakeSocket.all).toHaveLength(2));
  takeSeat();
  await eventually(() => expect(last().sent).toEqual([{ hello: "t", device: MACHINE }, asked]));
  last().receive({ refused: asked?.["id"], code: "floor.list_closed", message: "Closed." });
  expect(await outcome).toEqual({ ok: false, code: "floor.list_closed", message: "Closed." });
});

it("leaves a stream when its last follower does", async () => {
  await seated();
  const leave = [client.follow(STREAM), client.follow(STREAM)];
  leave[0]?.();
  expect(last().sent).not.toContainEqual({ unfollow: STREAM });
  leave[1]?.();
  expect(last().sent).toContainEqual({ unfollow: STREAM });
});

it("follows a stream as the view does that came last, whichever page goes first", async () => {
  await seated();
  const leaveList = client.follow(STREAM, { aside: true });
  const leavePage = client.follow(STREAM);
  leaveList();
  client.follow(STREAM, { aside: true });
  leavePage();
  const follows = last().sent.filter((one) => "follow" in one);
  const [aside, present] = [
    { follow: STREAM, cursor: null, aside: true },
    { follow: STREAM, cursor: null },
  ];
  expect(follows).toEqual([aside, present, aside]);
});

it("fetches everything again after a frame that cannot be read, and goes on", async () => {
  const told = vi.spyOn(console, "error").mockReturnValue();
  await seated();
  client.follow(STREAM);
  const floor = (token: number) => ({ floor: { 2: { id: "2", token } } });
  last().receive({ stream: STREAM, seq: 1, cursor: "c1", entities: floor(1) });
  last().receive(mine(1));
  last().onmessage?.({ data: "{" });
  await eventually(() => expect(FakeSocket.all).toHaveLength(2));
  expect(told).toHaveBeenCalledOnce();
  takeSeat();
  await eventually(() => expect(last().sent).toContainEqual({ follow: STREAM, cursor: null }));
  last().receive({ stream: STREAM, seq: 2, cursor: "c2", entities: floor(2) });
  last().receive(mine(2));
  await eventually(() => expect(client.store.one(STREAM, "floor", "2")?.token).toBe(2));
  told.mockRestore();
});

/** A moderator's client, which pings each second, with fake timers. */
async function attentive() {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "clearTimeout", "Date"] });
  const staff = new Client({
    token: "t",
    expires_at: "2021-11-16T07:00:00Z",
    seat: { ...SEAT, roles: ["moderator"] },
  });
  staff.connect("ws://hall.test/ws");
  takeSeat();
  await untilIt(() => staff.phase === "live");
  return staff;
}

/** Runs pending promises without advancing the timers. */
async function untilIt(holds: () => boolean) {
  for (let turns = 0; turns < 1000 && !holds(); turns++) await Promise.resolve();
  expect(holds()).toBe(true);
}

it("notices within seconds that nobody answers on an open connection, on seats that act or are watched", async () => {
  const staff = await attentive();
  const silence = (ms: number) => {
    vi.advanceTimersByTime(ms);
    return [staff.phase, staff.isAway, staff.isDown];
  };
  expect(silence(2900)).toEqual(["live", false, false]);
  expect(silence(200)).toEqual(["live", true, true]);
  last().receive({ pong: {}, now: "2021-11-16T06:00:03Z" });
  await untilIt(() => !staff.isAway);
  expect(silence(1000)).toEqual(["live", false, false]);
  last().onclose?.({ code: 4403 });
  await untilIt(() => staff.phase === "refused");
  expect(silence(5000)).toEqual(["refused", false, false]);
  staff.close();
  vi.useRealTimers();
});

it("keeps a connection whose pong arrived while the page was suspended", async () => {
  const staff = await attentive();
  vi.advanceTimersByTime(1000);
  expect(last().sent.at(-1)).toEqual({ ping: 1 });
  vi.setSystemTime(Date.now() + 7000);
  vi.advanceTimersByTime(1000); // the timers run before the messages are read
  last().receive({ pong: {}, now: "2021-11-16T06:00:01Z" });
  await untilIt(() => !staff.isAway);
  vi.advanceTimersByTime(900);
  expect([staff.phase, FakeSocket.all.length]).toEqual(["live", 2]);
  staff.close();
  vi.useRealTimers();
});
