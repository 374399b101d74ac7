/** Listening with a choice of loudspeakers and a volume: what the desk plays into the room, and an interpreter hears. */
import { Listening } from "./listening.svelte";

export class OutputListening extends Listening {
  /** The output into which it plays; empty for the browser's own. */
  output = $state("");
  private volume = 1;

  /** Sends the sound to another output, where the browser can. */
  async useOutput(deviceId: string): Promise<void> {
    this.output = deviceId;
    await Promise.all(Object.values(this.audioElements).map((voice) => voice.setSinkId?.(deviceId)));
  }

  /** 0 to 1, for what plays now and later. */
  setVolume(volume: number): void {
    this.volume = volume;
    Object.values(this.audioElements).forEach((voice) => (voice.volume = volume));
  }

  protected override newAudioElement(): HTMLAudioElement {
    const voice = super.newAudioElement();
    voice.volume = this.volume;
    // If the output was unplugged, the browser's default is used.
    if (this.output) voice.setSinkId?.(this.output).catch(() => undefined);
    return voice;
  }
}
