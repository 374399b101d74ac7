/** Cameras and microphones that open when a test says so. */
import { expect, onTestFinished, vi } from "vitest";
import { eventually } from "./eventually";

class Track extends EventTarget {
  enabled = true;
  readyState: "live" | "ended" = "live";
  readonly id = String(Math.random());

  constructor(readonly kind: "audio" | "video") {
    super();
  }

  stop(): void {
    this.readyState = "ended";
  }

  getSettings() {
    return {};
  }
}

class Media {
  constructor(private readonly tracks: Track[] = []) {}
  getTracks = () => this.tracks;
  getAudioTracks = () => this.tracks.filter(({ kind }) => kind === "audio");
  getVideoTracks = () => this.tracks.filter(({ kind }) => kind === "video");
}

class SilentAudio {
  createMediaStreamSource = () => ({ connect: () => undefined });
  resume = () => Promise.resolve();
  close = () => Promise.resolve();
}

class SilentAnalyser {
  readonly fftSize = 1024;
  getFloatTimeDomainData = (samples: Float32Array) => samples.fill(0);
}

export interface ManualDevices {
  /** How many requested devices are not open yet. */
  requested(): number;
  /** Opens the device that was requested first. */
  open(): Promise<Media>;
}

/** The later of two tabs sends, so the test advances the clock by a millisecond. */
export async function nextMillisecond(): Promise<void> {
  const now = Date.now();
  await eventually(() => expect(Date.now()).toBeGreaterThan(now));
}

export const isRunning = (media: Media): boolean =>
  media.getTracks().some(({ readyState }) => readyState === "live");

/** A browser with a camera and a microphone, and a relay that answers nothing. */
export function manualDevices(): ManualDevices {
  const opening: ((media: Media) => void)[] = [];
  const mediaDevices = Object.assign(new EventTarget(), {
    getUserMedia: () => new Promise<Media>((resolve) => opening.push(resolve)),
    enumerateDevices: () => Promise.resolve([]),
  });
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: mediaDevices });
  vi.stubGlobal("MediaStream", Media);
  vi.stubGlobal("fetch", () => new Promise(() => undefined));
  // jsdom plays no media.
  HTMLMediaElement.prototype.play = () => Promise.resolve();
  HTMLMediaElement.prototype.pause = () => undefined;
  vi.stubGlobal("AudioContext", SilentAudio);
  vi.stubGlobal("AnalyserNode", SilentAnalyser);
  onTestFinished(() => {
    Reflect.deleteProperty(navigator, "mediaDevices");
    sessionStorage.clear();
    vi.unstubAllGlobals();
  });
  return {
    requested: () => opening.length,
    async open() {
      const media = new Media([new Track("audio"), new Track("video")]);
      opening.shift()?.(media);
      await new Promise((resolve) => setTimeout(resolve));
      return media;
    },
  };
}
