import { describe, expect, it } from "vitest";
import type { CheckResult } from "./api";
import { bandLine, browserLine, deviceLine, serversOverTcp, pathLine } from "./findings";

const WELL: CheckResult = {
  connected: true,
  audio_packets: 200,
  video_packets: 400,
  loss: 0,
  rtt_ms: 24.6,
  level_dbov: -40,
  heard: true,
};
const found = (changes: Partial<CheckResult>) => {
  const { verdict, why } = pathLine("udp", { ...WELL, ...changes }, -20);
  return [verdict, why];
};

describe("the browser", () => {
  const able = { secure: true, webrtc: true, opus: true, picture: true };
  it.each([
    [able, "good", "ok"],
    [{ ...able, secure: false }, "bad", "insecure"],
    [{ ...able, webrtc: false, secure: false }, "bad", "no_webrtc"],
    [{ ...able, picture: false }, "bad", "no_codec"],
  ])("%j", (features, verdict, why) => {
    expect(browserLine(features)).toEqual({ name: "browser", verdict, why });
  });
});

describe("the microphone", () => {
  it.each([
    ["Headset (Bluetooth)", "poor", "bluetooth"],
    ["Built-in Microphone", "poor", "built_in"],
    ["USB headset", "good", "ok"],
    ["", "absent", "unknown"],
  ])("%s", (label, verdict, why) => {
    expect(deviceLine(label)).toEqual({ name: "device", verdict, why });
  });
  it.each([
    [20_000, "good", "ok"],
    [15_000, "good", "ok"],
    [12_000, "poor", "narrow"],
    [8_000, "poor", "telephone"],
  ])("reaches %i Hz", (hz, verdict, why) => {
    expect(bandLine(hz)).toEqual({ name: "band", verdict, why, band_hz: hz });
  });
});

describe("a way to the relay", () => {
  it("carries what the relay measured", () => {
    expect(pathLine("tcp", WELL, -20)).toEqual({
      name: "tcp",
      verdict: "good",
      why: "ok",
      loss: 0,
      rtt_ms: 25,
      level_dbov: -20,
    });
  });

  it("is none without a connection, or without packets", () => {
    expect(pathLine("udp", null, null)).toEqual({ name: "udp", verdict: "bad", why: "no_way" });
    expect(found({ connected: false })).toEqual(["bad", "no_way"]);
    expect(found({ audio_packets: 0, video_packets: 0 })).toEqual(["bad", "no_packets"]);
  });

  it("may lose a little, and not much", () => {
    expect(found({ loss: 0.02 })).toEqual(["good", "ok"]);
    expect(found({ loss: 0.05 })).toEqual(["poor", "lossy"]);
    expect(found({ loss: 0.11 })).toEqual(["bad", "lossy"]);
  });

  it("may be long", () => {
    expect(found({ rtt_ms: 700 })).toEqual(["poor", "slow"]);
    expect(found({ rtt_ms: null, loss: null })).toEqual(["good", "ok"]);
  });
});

it("takes the way over TCP out of all that is offered", () => {
  const udp = { urls: "turn:a:3478" };
  const both = { urls: ["turn:a:3478?transport=udp", "turn:a:443?transport=tcp"], username: "u" };
  expect(serversOverTcp([udp, both, { urls: "turns:b:443" }])).toEqual([
    { urls: ["turn:a:443?transport=tcp"], username: "u" },
    { urls: ["turns:b:443"] },
  ]);
  expect(serversOverTcp([udp])).toEqual([]);
});
