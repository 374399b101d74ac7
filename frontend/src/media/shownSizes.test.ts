import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OpenedConnection } from "./mediaLine.svelte";
import { reportSizes } from "./shownSizes";

class FakeStream {
  constructor(private readonly tracks: object[]) {}
  getTracks() {
    return this.tracks;
  }
}

const track = { id: "floor-picture", kind: "video" };
const line = {
  peer: { getTransceivers: () => [{ mid: "1", receiver: { track } }] },
  resource: { url: "http://hall.test/media/resources/9", token: "t" },
} as unknown as OpenedConnection;
let pictures = 0;
let slow: string[] = [];
let height = 360;
const fetching = vi.fn<(url: string, request: { body: string }) => Promise<Response>>(() =>
  Promise.resolve(new Response(JSON.stringify({ slow }))),
);
const told = () => fetching.mock.calls.map(([, { body }]) => JSON.parse(body)[0]);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetching);
  vi.stubGlobal("MediaStream", FakeStream);
  fetching.mockClear();
  [pictures, slow, height] = [0, [], 360];
  const video = document.body.appendChild(document.createElement("video"));
  Object.defineProperty(video, "srcObject", { value: new FakeStream([track]) });
  video.getBoundingClientRect = () => ({ top: 0, bottom: height, height }) as DOMRect;
  video.getVideoPlaybackQuality = () => ({ totalVideoFrames: pictures }) as VideoPlaybackQuality;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

async function looks(number: number, moves: boolean) {
  for (let look = 0; look < number; look++) {
    if (moves) pictures++;
    await vi.advanceTimersByTimeAsync(1000);
  }
}

describe("what is seen", () => {
  it("is reported once, and again when it changes", async () => {
    const sight = reportSizes(line, () => undefined);
    await looks(5, true);
    height = 90;
    await looks(5, true);
    sight.close();
    await looks(5, true);
    expect(told()).toEqual([
      { mediaId: "1", maxHeight: 360 },
      { mediaId: "1", maxHeight: 90 },
    ]);
    expect(fetching.mock.calls[0]?.[0]).toBe("http://hall.test/media/resources/9/layers");
  });

  it("is nothing in a hidden tab, at once, and below the fold", async () => {
    const sight = reportSizes(line, () => undefined);
    await looks(1, true);
    vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    document.dispatchEvent(new Event("visibilitychange"));
    expect(told().at(-1)).toEqual({ mediaId: "1", maxHeight: 0 });
    vi.restoreAllMocks();
    sight.close();
  });
});

describe("a frozen picture", () => {
  it("is queried once, and again while the line is too slow for it, until it moves", async () => {
    const state: boolean[] = [];
    const sight = reportSizes(line, (isSlow) => state.push(isSlow));
    await looks(2, true);
    slow = ["1"];
    await looks(3, false);
    expect(state.at(-1)).toBe(true);
    await looks(10, false);
    expect(fetching).toHaveBeenCalledTimes(4);
    slow = [];
    await looks(2, true);
    expect(state.at(-1)).toBe(false);
    sight.close();
  });

  it("is not queried if it never moved", async () => {
    const sight = reportSizes(line, () => undefined);
    await looks(20, false);
    expect(fetching).toHaveBeenCalledOnce();
    sight.close();
  });
});
