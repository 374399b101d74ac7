/** Listening to the booth that speaks to those who run the session: a connection of its own, with sound only. */
import { Listening } from "../../media/listening.svelte";
import { TALKBACK } from "../../media/slots";
import type { Client } from "../../state/client.svelte";
import { canChooseOutputs } from "../desk/channelOutputs.svelte";

export class TalkbackListening extends Listening {
  /** Empty for the browser's own output. */
  private output = "";

  constructor(client: Client, session: string) {
    super(client, session, { silent: false, source: "talkback", beside: true });
  }

  /** Plays the booths into an output from now on, and into no other one. */
  hear(output: string): void {
    this.output = output;
    Object.values(this.audioElements).forEach((voice) => void this.sendTo(voice));
    this.start([TALKBACK]);
  }

  protected override newAudioElement(): HTMLAudioElement {
    const voice = super.newAudioElement();
    void this.sendTo(voice);
    return voice;
  }

  private async sendTo(voice: HTMLAudioElement): Promise<void> {
    const { output } = this;
    if (!output && !canChooseOutputs()) return;
    this.mute([TALKBACK]);
    try {
      await voice.setSinkId(output);
    } catch {
      // An output that is gone plays nothing: the voice is never heard from another one.
      return;
    }
    if (output === this.output) this.mute([]);
  }
}
