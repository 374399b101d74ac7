/** Plays the floor's sound at a lower level, beside interpretation: iOS ignores the volume of an element. */
import type { FloorMix } from "./listening.svelte";

/** The level of the floor beneath an interpreter, about −16 dB. */
const LOW = 0.15;

interface Playing {
  track: MediaStreamTrack;
  source: MediaStreamAudioSourceNode;
}

export class LoweredFloor implements FloorMix {
  private readonly context = new AudioContext();
  private readonly gain = new GainNode(this.context, { gain: LOW });
  private readonly playing = new Map<string, Playing>();

  /** `changed` is called when the browser begins to play, or stops. */
  constructor(changed: () => void) {
    this.gain.connect(this.context.destination);
    this.context.onstatechange = changed;
    // Browsers play only after a click or a key.
    for (const gesture of ["pointerdown", "keydown"]) document.addEventListener(gesture, this.resume);
    this.resume();
  }

  /** Chromium is silent unless an element plays the track too; a muted one is enough. */
  play(slot: string, track: MediaStreamTrack | null): boolean {
    const before = this.playing.get(slot);
    const plays = track !== null && this.context.state === "running";
    if (before && (!plays || before.track !== track)) {
      before.source.disconnect();
      this.playing.delete(slot);
    }
    if (plays && !this.playing.has(slot)) {
      const source = this.context.createMediaStreamSource(new MediaStream([track]));
      source.connect(this.gain);
      this.playing.set(slot, { track, source });
    }
    return plays;
  }

  close(): void {
    for (const gesture of ["pointerdown", "keydown"]) document.removeEventListener(gesture, this.resume);
    this.context.onstatechange = null;
    void this.context.close();
  }

  private readonly resume = (): void => {
    if (this.context.state === "suspended") void this.context.resume();
  };
}
