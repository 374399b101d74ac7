import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "../state/api";
import { loudness } from "./devices";
import {
  waitForCandidates,
  hangUp,
  negotiate,
  peerConnectionFor,
  withSlots,
  withAudioFeatures,
} from "./signalling";

const ENDPOINT = { url: "http://hall.test/media/2/whep", token: "t" };

const OFFER = ["a=rtpmap:111 opus/48000/2", "a=fmtp:111 minptime=10;useinbandfec=1", ""].join("\r\n");

class FakePeer extends EventTarget {
  iceGatheringState = "complete";
  localDescription: { sdp: string } | null = null;
  remote: unknown = null;
  /** Some browsers accept only the offer that they made. */
  strict = false;
  createOffer() {
    return Promise.resolve({ type: "offer", sdp: OFFER });
  }
  setLocalDescription(description: { sdp: string }) {
    if (this.strict && description.sdp !== OFFER) return Promise.reject(new Error("Modified."));
    this.localDescription = description;
    return Promise.resolve();
  }
  setRemoteDescription(description: unknown) {
    this.remote = description;
    return Promise.resolve();
  }
}

const fake = () => new FakePeer() as FakePeer & RTCPeerConnection;

function answering(body: string, status: number, headers: Record<string, string> = {}) {
  const fetching = vi.fn(() => Promise.resolve(new Response(body, { status, headers })));
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("refuses a browser without WebRTC for good", () => {
  const refused = new Problem(
    422,
    "media.no_webrtc",
    "This browser plays and sends neither sound nor picture.",
  );
  expect(() => peerConnectionFor(ENDPOINT)).toThrow(refused);
});

describe("negotiate", () => {
  it.each([
    ["127.0.0.1", "127.0.0.1", true],
    ["127.0.0.1", "192.0.2.5", false],
  ])("knows whether a relay at %s and %s is on loopback alone", async (one, other, loopback) => {
    const candidate = (address: string) => `a=candidate:f 1 udp 2130706431 ${address} 40000 typ host`;
    answering(["v=0", candidate(one), candidate(other), ""].join("\r\n"), 201, { Location: "/media/r/9" });
    expect((await negotiate(fake(), ENDPOINT)).loopback).toBe(loopback);
  });

  it("posts the offer, applies the answer and resolves a relative Location", async () => {
    const fetching = answering("answer", 201, { Location: "/media/r/9" });
    const peer = fake();
    expect(await negotiate(peer, ENDPOINT)).toEqual({
      url: "http://hall.test/media/r/9",
      token: "t",
      soundOnly: false,
      loopback: false,
    });
    expect(peer.remote).toEqual({ type: "answer", sdp: "answer" });
    expect(fetching).toHaveBeenCalledExactlyOnceWith(ENDPOINT.url, {
      method: "POST",
      headers: { Authorization: "Bearer t", "Content-Type": "application/sdp" },
      body: withAudioFeatures(OFFER),
      redirect: "manual",
    });
  });

  it("posts the unchanged offer if the browser accepts no other", async () => {
    const fetching = answering("answer", 201, { Location: "/media/r/9" });
    const peer = fake();
    peer.strict = true;
    await negotiate(peer, ENDPOINT);
    expect(fetching).toHaveBeenCalledExactlyOnceWith(ENDPOINT.url, expect.objectContaining({ body: OFFER }));
  });

  it("reports that the relay has room for sound only", async () => {
    answering("answer", 201, { Location: "/media/r/9", "Balai-Pictures": "later" });
    expect(await negotiate(fake(), ENDPOINT)).toMatchObject({ soundOnly: true });
  });

  it("retries without a refusal if another relay has taken the session over", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve({ ok: false, status: 0, type: "opaqueredirect" }));
    await expect(negotiate(fake(), ENDPOINT)).rejects.toEqual(new TypeError("moved"));
  });

  it("raises the server's problem", async () => {
    answering(JSON.stringify({ code: "media.full", detail: "The line is full." }), 503, {
      "Retry-After": "5",
    });
    await expect(negotiate(fake(), ENDPOINT)).rejects.toEqual(
      new Problem(503, "media.full", "The line is full.", {}, 5000),
    );
  });
});

describe("the sound of an offer", () => {
  it("allows retransmission, and has two channels", () => {
    expect(withAudioFeatures(OFFER).split("\r\n")).toEqual([
      "a=rtpmap:111 opus/48000/2",
      "a=rtcp-fb:111 nack",
      "a=fmtp:111 minptime=10;useinbandfec=1;stereo=1",
      "",
    ]);
  });

  it("keeps the browser's own parameters for channels", () => {
    const said = "a=fmtp:109 maxplaybackrate=48000;stereo=0;useinbandfec=1\r\na=fmtp:97 apt=96\r\n";
    expect(withAudioFeatures(said)).toBe(said);
  });
});

describe("gathered", () => {
  it("waits for the last candidate, and for two seconds at most", async () => {
    const peer = fake();
    peer.iceGatheringState = "gathering";
    const done = vi.fn();
    void waitForCandidates(peer).then(done);
    await vi.advanceTimersByTimeAsync(1999);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(done).toHaveBeenCalledOnce();
  });

  it("does not wait if gathering is complete", async () => {
    const peer = fake();
    peer.iceGatheringState = "gathering";
    const done = vi.fn();
    void waitForCandidates(peer).then(done);
    peer.iceGatheringState = "complete";
    peer.dispatchEvent(new Event("icegatheringstatechange"));
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toHaveBeenCalledOnce();
  });
});

describe("addresses", () => {
  it("name the slots in order", () => {
    expect(withSlots(ENDPOINT.url, ["floor", "chair", "hall"])).toBe(
      `${ENDPOINT.url}?slots=floor,chair,hall`,
    );
  });

  it("are deleted with the same bearer to hang up", () => {
    const fetching = answering("", 200);
    hangUp(ENDPOINT);
    expect(fetching).toHaveBeenCalledExactlyOnceWith(ENDPOINT.url, {
      method: "DELETE",
      headers: { Authorization: "Bearer t" },
      keepalive: true,
    });
  });
});

describe("loudness", () => {
  it("is 0 in silence, 1 at full scale, and half at −30 dB", () => {
    expect(loudness(new Float32Array(8))).toBe(0);
    expect(loudness(new Float32Array(8).fill(1))).toBe(1);
    expect(loudness(new Float32Array(8).fill(10 ** (-30 / 20)))).toBeCloseTo(0.5);
  });
});
