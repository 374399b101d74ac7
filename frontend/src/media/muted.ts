/** Whether somebody speaks into a muted microphone. Its track is silent, so this module measures the device. */
import { meter } from "./devices";

const TICK_MS = 100;
/** A voice near its microphone: −40 dB on the meter's scale. */
const VOICE = 1 / 3;

/** Two ticks of three are loud; a cough or a keystroke is shorter. */
export class Words {
  private ticks: boolean[] = [];

  hear(level: number): boolean {
    this.ticks = [...this.ticks.slice(-2), level > VOICE];
    return this.ticks.filter(Boolean).length > 1;
  }
}

/** Measures the device behind a muted track until somebody speaks, and reports it once. Returns how to stop. */
export function whenSpoken(muted: MediaStreamTrack, spoken: () => void): () => void {
  const device = muted.clone();
  device.enabled = true;
  const listening = meter(new MediaStream([device]));
  const words = new Words();
  const timer = setInterval(() => {
    if (!words.hear(listening.level())) return;
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
