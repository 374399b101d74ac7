import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Problem } from "../state/api";
import { MediaLine } from "./mediaLine.svelte";

class FakeTransport extends EventTarget {
  state = "connected";
}

class FakePeer extends EventTarget {
  connectionState = "new";
  closed = false;
  private readonly transport = new FakeTransport();
  getReceivers() {
    return [{ transport: this.transport }];
  }
  /** The relay hangs up, while the browser still reports `connected`. */
  isHungUpOn() {
    this.transport.state = "closed";
    this.transport.dispatchEvent(new Event("statechange"));
  }
  become(state: string) {
    this.connectionState = state;
    this.dispatchEvent(new Event("connectionstatechange"));
  }
  close() {
    this.closed = true;
  }
}

let peers: FakePeer[];
const open = () => {
  const peer = new FakePeer();
  peers.push(peer);
  const resource = { url: "/r", token: "t", soundOnly: false, loopback: false, relay: "one" };
  return Promise.resolve({ peer: peer as unknown as RTCPeerConnection, resource });
};
const last = () => peers.at(-1) as FakePeer;

beforeEach(() => {
  peers = [];
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  vi.stubGlobal("fetch", () => Promise.resolve(new Response()));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function connected(carrier?: () => string | undefined, spread = 2000): Promise<MediaLine> {
  const line = new MediaLine(open, () => undefined, carrier, spread);
  line.start();
  await vi.advanceTimersByTimeAsync(0);
  last().become("connected");
  return line;
}

it("connects", async () => {
  const line = await connected();
  expect(line.state).toBe("connected");
});

it("opens another peer connection after a failure, and closes the old one once the new one is connected", async () => {
  const line = await connected();
  last().become("failed");
  expect([line.state, peers[0]?.closed]).toEqual(["lost", false]);
  await vi.advanceTimersByTimeAsync(300);
  expect([peers.length, peers[0]?.closed]).toEqual([2, false]);
  last().become("connected");
  expect([line.state, peers[0]?.closed]).toEqual(["connected", true]);
});

it("opens another peer connection as soon as the relay hangs up", async () => {
  const line = await connected(() => undefined, 0);
  await vi.advanceTimersByTimeAsync(60_000);
  last().isHungUpOn();
  expect(line.state).toBe("lost");
  await vi.advanceTimersByTimeAsync(300);
  last().become("connected");
  expect([line.state, peers.map((peer) => peer.closed)]).toEqual(["connected", [true, false]]);
});

it("waits longer each time if the relay hangs up repeatedly", async () => {
  await connected(() => undefined, 0);
  for (const wait of [300, 600, 1200]) {
    last().isHungUpOn();
    const before = peers.length;
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(peers.length).toBe(before);
    await vi.advanceTimersByTimeAsync(1);
    expect(peers.length).toBe(before + 1);
    last().become("connected");
  }
});

it("adds a random delay if a relay hangs up on its listeners", async () => {
  await connected();
  last().isHungUpOn();
  await vi.advanceTimersByTimeAsync(999);
  expect(peers.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(peers.length).toBe(2);
});

it("gives a disconnected line a moment to recover", async () => {
  const line = await connected();
  last().become("disconnected");
  await vi.advanceTimersByTimeAsync(2000);
  last().become("connected");
  await vi.advanceTimersByTimeAsync(60_000);
  expect([line.state, peers.length]).toEqual(["connected", 1]);
});

it("tries again if the endpoint does not answer", async () => {
  const refusing = vi.fn(() => Promise.reject(new TypeError("fetch failed")));
  const line = new MediaLine(refusing, () => undefined);
  line.start();
  await vi.advanceTimersByTimeAsync(300 + 600);
  expect(refusing).toHaveBeenCalledTimes(3);
  expect(line.state).toBe("lost");
});

it("tries again no sooner than the server asked", async () => {
  const refusing = vi.fn(() => Promise.reject(new Problem(503, "media.busy", "Later.", {}, 5000)));
  new MediaLine(refusing, () => undefined).start();
  await vi.advanceTimersByTimeAsync(7499);
  expect(refusing).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(1);
  expect(refusing).toHaveBeenCalledTimes(2);
});

it.each([
  [403, "media.not_allowed"],
  [422, "media.no_common_codec"],
])("does not ask again where it may not enter (%i)", async (status, code) => {
  const refusing = vi.fn(() => Promise.reject(new Problem(status, code, "No.")));
  const line = new MediaLine(refusing, () => undefined);
  line.start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(refusing).toHaveBeenCalledOnce();
  expect([line.state, line.problem?.code]).toEqual(["refused", code]);
});

it("discards an unfinished attempt when it is stopped", async () => {
  const line = new MediaLine(open, () => undefined);
  line.start();
  line.stop();
  await vi.advanceTimersByTimeAsync(0);
  expect([line.state, last().closed]).toEqual(["off", true]);
});

it("uses the old peer connection until the new one is connected", async () => {
  const line = await connected();
  line.start();
  await vi.advanceTimersByTimeAsync(0);
  expect([line.state, peers.map((peer) => peer.closed)]).toEqual(["connected", [false, false]]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(peers.map((peer) => peer.closed)).toEqual([false, true, false]);
  last().become("connected");
  expect(peers.map((peer) => peer.closed)).toEqual([true, true, false]);
});

it("ends both if it is stopped in between", async () => {
  const line = await connected();
  line.start();
  await vi.advanceTimersByTimeAsync(0);
  line.stop();
  expect([line.state, peers.map((peer) => peer.closed)]).toEqual(["off", [true, true]]);
});

it("hangs up when the page is left", async () => {
  const line = await connected();
  window.dispatchEvent(new Event("pagehide"));
  expect([line.state, last().closed]).toEqual(["off", true]);
});

it("moves once to another relay when that one takes the session over", async () => {
  let carrier: string | undefined;
  const line = await connected(() => carrier);
  await vi.advanceTimersByTimeAsync(5000);
  carrier = "";
  await vi.advanceTimersByTimeAsync(5000);
  carrier = "one";
  await vi.advanceTimersByTimeAsync(5000);
  expect(peers.length).toBe(1);
  carrier = "two";
  await vi.advanceTimersByTimeAsync(500 + 1000);
  expect([line.state, peers.map((peer) => peer.closed)]).toEqual(["connected", [false, false]]);
  last().become("connected");
  expect(peers.map((peer) => peer.closed)).toEqual([true, false]);
});
