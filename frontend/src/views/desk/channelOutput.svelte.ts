/** Plays one language channel into one audio output of this computer, such as that of the room's infrared system. */
import { listDevices } from "../../media/devices";
import { Listening } from "../../media/listening.svelte";
import { INTERPRETATION } from "../../media/slots";
import { Tuner } from "../../media/tuner";
import type { Client } from "../../state/client.svelte";
import { findOutput, type Choice } from "./channelOutputs.svelte";

export class ChannelOutput {
  /** The output is not connected, or the browser may not use it. Then nothing is played: never into another one. */
  isMissing = $state(false);
  private readonly listening: Listening;
  private readonly tuner = new Tuner();
  private readonly floor = new Audio();
  private readonly stopTuning: () => void;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
  private readonly voices = new Set<HTMLAudioElement>();
  private isInterpreted = false;

  constructor(
    client: Client,
    session: string,
    language: string,
    private readonly choice: Choice,
  ) {
    const options = { silent: false, source: "hall", beside: true } as const;
    this.listening = new ChannelListening(client, session, options, this.sendTo);
    this.listening.interpret(true, null);
    this.floor.muted = true;
    this.listening.start([INTERPRETATION]);
    this.stopTuning = $effect.root(() => {
      $effect(() => {
        const { connection } = this.listening;
        if (connection) this.tuner.tune(connection, { language, floor: false });
      });
    });
    void this.sendTo(this.floor);
    navigator.mediaDevices.addEventListener("devicechange", this.sendAgain);
  }

  /** The browser requires a click before it plays. */
  get isBlocked(): boolean {
    return this.listening.blocked;
  }

  /** Plays the interpreter, or else the floor's sound, if there is any. */
  play(isInterpreted: boolean, floor: MediaStreamTrack | null): void {
    this.isInterpreted = isInterpreted;
    const playing = this.floor.srcObject instanceof MediaStream ? this.floor.srcObject.getTracks()[0] : null;
    if (playing !== floor) this.floor.srcObject = floor && new MediaStream([floor]);
    if (floor) void this.floor.play().catch(() => undefined);
    this.level();
  }

  /** Call it from a click. */
  async unblock(): Promise<void> {
    await this.listening.enableSound();
    await this.floor.play().catch(() => undefined);
  }

  stop(): void {
    navigator.mediaDevices.removeEventListener("devicechange", this.sendAgain);
    this.stopTuning();
    this.tuner.stop();
    this.listening.stop();
    this.floor.pause();
    this.floor.srcObject = null;
  }

  private readonly sendTo = async (voice: HTMLAudioElement): Promise<void> => {
    this.voices.add(voice);
    try {
      const output = findOutput(await listDevices("audiooutput"), this.choice);
      if (output) await voice.setSinkId(output.deviceId);
      this.isMissing = !output;
    } catch {
      this.isMissing = true;
    }
    this.level();
  };

  /** The output may have been connected again. */
  private readonly sendAgain = (): void => this.voices.forEach((voice) => void this.sendTo(voice));

  private level(): void {
    this.listening.interpret(this.isMissing || !this.isInterpreted, null);
    this.floor.muted = this.isMissing || this.isInterpreted;
  }
}

class ChannelListening extends Listening {
  constructor(
    client: Client,
    session: string,
    options: ConstructorParameters<typeof Listening>[2],
    private readonly sendTo: (voice: HTMLAudioElement) => Promise<void>,
  ) {
    super(client, session, options);
  }

  protected override newAudioElement(): HTMLAudioElement {
    const voice = super.newAudioElement();
    voice.muted = true;
    void this.sendTo(voice);
    return voice;
  }
}
