/** One technical check: runs its lines one after the other, each with a result. */
import { canPublish, openBoothMicrophone, startMeter, stopDevices } from "../../media/devices";
import { measureBand } from "../../media/soundBand";
import { deviceProblemOf, type DeviceProblem } from "../../components/deviceTexts";
import { playTone } from "../desk/tone";
import type { Devices } from "./devices.svelte";
import { NONE } from "./devices.svelte";
import {
  bandLine,
  browserLine,
  deviceLine,
  type BrowserFeatures,
  type CheckLine,
  type LineName,
} from "./findings";
import { testPath } from "./testPath";

export type CheckProgress =
  { name: LineName; verdict: "waiting" | "running" | "needs_answer"; why: string } | CheckLine;

/** How long a person may take to speak, and the loudness (0 to 1) that counts as speech. */
const SPEAK_MS = 10_000;
const HEARD = 0.12;
const MEASURE_MS = 100;
/** How long the sound of the microphone is measured. */
const BAND_MS = 3000;

export class CheckRunner {
  lines = $state.raw<readonly CheckProgress[]>([]);
  running = $state(false);
  private answered: (heard: boolean) => void = () => undefined;
  private stopped = false;

  constructor(
    private readonly devices: Devices,
    private readonly bearer: () => string,
    /** Whether the seat may speak. Other seats test only browser and loudspeaker. */
    private readonly speaks: boolean,
  ) {}

  /** Runs all lines and returns them; null if the page was left meanwhile. */
  async run(): Promise<CheckLine[] | null> {
    const names: LineName[] = this.speaks
      ? ["browser", "microphone", "device", "band", "camera", "udp", "tcp", "speaker"]
      : ["browser", "speaker"];
    this.lines = names.map((name) => ({ name, verdict: "waiting", why: "" }));
    this.running = true;
    this.addResult(browserLine(browserFeatures(this.speaks)));
    if (this.speaks) await this.testOwnMedia();
    if (!this.stopped) await this.testSpeaker();
    this.running = false;
    return this.stopped ? null : (this.lines as CheckLine[]);
  }

  stop(): void {
    this.stopped = true;
    this.answered(false);
  }

  /** The person's answer whether the tone was heard. */
  answer(heard: boolean): void {
    this.answered(heard);
  }

  playAgain(): void {
    void playTone("").catch(() => undefined);
  }

  private async testOwnMedia(): Promise<void> {
    this.beginLine("microphone");
    if (!this.devices.media) await this.devices.open();
    this.addResult(this.cameraLine());
    this.beginLine("microphone", "say");
    this.addResult(await this.microphoneLine());
    await this.testSound();
    // Without devices the path is tested with a tone, because the network may work although the devices do not.
    const own = this.devices.media ?? toneStream();
    for (const name of ["udp", "tcp"] as const) {
      if (this.stopped) return;
      this.beginLine(name);
      this.addResult(await testPath(name, this.bearer(), own));
    }
    if (!this.devices.media) own.getTracks().forEach((track) => track.stop());
    this.excuseBlockedUdp();
  }

  /** If the path over TURN works, blocked UDP needs no action. */
  private excuseBlockedUdp(): void {
    const of = (name: LineName) => this.lines.find((line) => line.name === name);
    const round = of("tcp")?.verdict;
    if (of("udp")?.why === "no_way" && (round === "good" || round === "poor"))
      this.addResult({ name: "udp", verdict: "bad", why: "no_way_tcp" });
  }

  private cameraLine(): CheckLine {
    if (this.devices.videoTrack) return { name: "camera", verdict: "good", why: "ok" };
    const why = troubleWord(this.devices.trouble) ?? (this.devices.camera === NONE ? "none" : "off");
    return { name: "camera", verdict: why === "denied" || why === "insecure" ? "bad" : "absent", why };
  }

  private async microphoneLine(): Promise<CheckLine> {
    const { media, trouble } = this.devices;
    if (!media) return { name: "microphone", verdict: "bad", why: troubleWord(trouble) ?? "none" };
    const heard = await this.detectsSpeech(media);
    return { name: "microphone", verdict: heard ? "good" : "bad", why: heard ? "ok" : "silent" };
  }

  /** The kind of microphone, and how high its sound reaches without the browser's processing. */
  private async testSound(): Promise<void> {
    const label = this.devices.media?.getAudioTracks()[0]?.label;
    if (label === undefined) {
      this.addResult({ name: "device", verdict: "absent", why: "" });
      this.addResult({ name: "band", verdict: "absent", why: "" });
      return;
    }
    this.addResult(deviceLine(label));
    this.beginLine("band", "say");
    const media = await openBoothMicrophone(this.devices.microphone).catch(() => null);
    if (!media) return this.addResult({ name: "band", verdict: "absent", why: "" });
    try {
      this.addResult(bandLine(await measureBand(media, BAND_MS)));
    } catch {
      this.addResult({ name: "band", verdict: "absent", why: "" });
    } finally {
      stopDevices(media);
    }
  }

  private async detectsSpeech(media: MediaStream): Promise<boolean> {
    const listening = startMeter(media);
    try {
      for (let ms = 0; ms < SPEAK_MS && !this.stopped; ms += MEASURE_MS) {
        if (listening.level() > HEARD) return true;
        await new Promise((resolve) => setTimeout(resolve, MEASURE_MS));
      }
      return false;
    } finally {
      listening.close();
    }
  }

  private async testSpeaker(): Promise<void> {
    this.setLine({ name: "speaker", verdict: "needs_answer", why: "ask" });
    this.playAgain();
    const heard = await new Promise<boolean>((resolve) => (this.answered = resolve));
    this.addResult({ name: "speaker", verdict: heard ? "good" : "bad", why: heard ? "ok" : "not_heard" });
  }

  private beginLine(name: LineName, why = ""): void {
    this.setLine({ name, verdict: "running", why });
  }

  private addResult(line: CheckLine): void {
    this.setLine(line);
  }

  private setLine(line: CheckProgress): void {
    this.lines = this.lines.map((one) => (one.name === line.name ? line : one));
  }
}

/** A listener needs no devices, and so no HTTPS. */
function browserFeatures(speaks: boolean): BrowserFeatures {
  const webrtc = "RTCPeerConnection" in window;
  const codecs = (kind: "audio" | "video") =>
    webrtc
      ? (RTCRtpSender.getCapabilities(kind)?.codecs ?? []).map(({ mimeType }) => mimeType.toLowerCase())
      : [];
  return {
    secure: canPublish() || !speaks,
    webrtc,
    opus: codecs("audio").includes("audio/opus"),
    picture: codecs("video").some((type) => type === "video/vp8" || type === "video/h264"),
  };
}

const WORDS: Record<DeviceProblem, string> = {
  "device.insecure": "insecure",
  "device.denied": "denied",
  "device.none": "none",
};
const troubleWord = (trouble: ReturnType<typeof deviceProblemOf> | null): string | null =>
  trouble === null ? null : WORDS[trouble];

function toneStream(): MediaStream {
  const context = new AudioContext();
  const into = context.createMediaStreamDestination();
  const tone = new OscillatorNode(context, { frequency: 440 });
  tone.connect(into);
  tone.start();
  return into.stream;
}
