/** Plays one language channel into one audio output of this computer, such as that of the room's infrared system. */
import { Listening } from "../../media/listening.svelte";
import { INTERPRETATION } from "../../media/slots";
import { Tuner } from "../../media/tuner";
import type { Client } from "../../state/client.svelte";

export class ChannelOutput {
  /** The output is not connected, or the browser may not use it. Then nothing is played: never into another one. */
  isMissing = $state(false);
  private readonly listening: Listening;
  private readonly tuner = new Tuner();
  private readonly floor = new Audio();
  private readonly stopTuning: () => void;
  private isInterpreted = false;

  constructor(
    client: Client,
    session: string,
    language: string,
    private readonly device: string,
  ) {
    this.listening = new ChannelListening(client, session, { silent: false, source: "hall" }, this.sendTo);
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
    this.stopTuning();
    this.tuner.stop();
    this.listening.stop();
    this.floor.pause();
    this.floor.srcObject = null;
  }

  private readonly sendTo = async (voice: HTMLAudioElement): Promise<void> => {
    try {
      await voice.setSinkId(this.device);
      this.isMissing = false;
    } catch {
      this.isMissing = true;
    }
    this.level();
  };

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
