/** The sounds of turn alerts: soft and synthesised. The number of notes tells them apart. */
import type { Alert } from "./alerts";

const A5 = 880;
const C6 = 1046.5;
const E6 = 1318.5;
/** The notes in hertz. The alerts for the floor and for being called to vote end high. */
const NOTES: Record<Alert, number[]> = {
  third: [A5],
  second: [A5, A5],
  next: [A5, A5, A5],
  floor: [A5, C6, E6],
  called: [A5, C6, E6],
  vote: [C6, A5],
};
const STEP_S = 0.22;
const DECAY_S = 0.7;
/** Fraction of full scale: audible in a quiet room without startling anybody. */
const LOUDNESS = 0.12;

export class Chime {
  private context: AudioContext | null = null;

  /** Call it from a click or a key, because browsers allow no sound before. */
  async allow(): Promise<boolean> {
    this.context ??= new AudioContext();
    if (this.context.state !== "running") await this.context.resume();
    return this.allowed;
  }

  get allowed(): boolean {
    return this.context?.state === "running";
  }

  play(alert: Alert): void {
    const { context } = this;
    if (!context || !this.allowed) return;
    NOTES[alert].forEach((hertz, index) => strike(context, hertz, context.currentTime + index * STEP_S));
  }

  close(): void {
    void this.context?.close();
    this.context = null;
  }
}

function strike(context: AudioContext, frequency: number, at: number): void {
  const tone = new OscillatorNode(context, { type: "sine", frequency });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
  loudness.gain.exponentialRampToValueAtTime(0.0001, at + DECAY_S);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + DECAY_S);
}
