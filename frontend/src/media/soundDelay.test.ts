import { expect, it } from "vitest";
import { delayBetween, delaySample } from "./soundDelay";

const entries = [
  { type: "inbound-rtp", trackIdentifier: "a", jitterBufferDelay: 480, jitterBufferEmittedCount: 4800 },
  { type: "inbound-rtp", trackIdentifier: "b", jitterBufferDelay: 1, jitterBufferEmittedCount: 1 },
  { type: "candidate-pair", nominated: true, currentRoundTripTime: 0.08 },
];
const peer = {
  getStats: () => Promise.resolve(new Map(entries.map((entry, at) => [String(at), entry]))),
} as unknown as RTCPeerConnection;
const track = (id: string) => ({ id }) as MediaStreamTrack;

it("reads the counters of one track", async () => {
  expect(await delaySample(peer, track("a"))).toEqual({ waited: 480, emitted: 4800, rtt: 0.08 });
  expect(await delaySample(peer, track("c"))).toBeNull();
});

it("is half the round trip and the mean wait since the sample before", () => {
  const before = { waited: 480, emitted: 4800, rtt: 0.08 };
  expect(delayBetween(before, { waited: 576, emitted: 5760, rtt: 0.08 })).toBeCloseTo(140);
  expect(delayBetween(before, { waited: 576, emitted: 5760, rtt: null })).toBeCloseTo(100);
  expect(delayBetween(before, before)).toBeNull();
});
