/** Whether somebody speaks into a muted microphone. Its track is silent, so this module measures the device. */
import { startMeter } from "./devices";

const TICK_MS = 100;
/** A voice near its microphone: −40 dB on the meter's scale. */
const VOICE = 1 / 3;

/** Detects speech: two of the last three ticks are loud. A cough or a keystroke is shorter. */
export class SpeechDetector {
  private ticks: boolean[] = [];

  addLevel(level: number): boolean {
    this.ticks = [...this.ticks.slice(-2), level > VOICE];
    return this.ticks.filter(Boolean).length > 1;
  }
}

/** Measures the device behind a muted track until somebody speaks, and reports it once. Returns how to stop. */
export function callOnMutedSpeech(muted: MediaStreamTrack, spoken: () => void): () => void {
  const device = muted.clone();
  device.enabled = true;
  const listening = startMeter(new MediaStream([device]));
  const speech = new SpeechDetector();
  const timer = setInterval(() => {
    if (!speech.addLevel(listening.level())) return;
    stop();
    spoken();
  }, TICK_MS);
  function stop() {
    clearInterval(timer);
    listening.close();
    device.stop();
  }
  return stop;
}
