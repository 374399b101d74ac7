/** Whether somebody speaks into a microphone that is muted: what is sent then is silence, so the device is heard here. */
import { meter } from "./devices";

const TICK_MS = 100;
/** On the meter's scale, −40 dB: a voice near its microphone. */
const VOICE = 1 / 3;

/** Of three ticks two: a cough or a key is no speech. */
export class Words {
  private ticks: boolean[] = [];

  hear(level: number): boolean {
    this.ticks = [...this.ticks.slice(-2), level > VOICE];
    return this.ticks.filter(Boolean).length > 1;
  }
}

/** Listens to the device behind a muted track until somebody speaks, and says so once. Returns the way to stop. */
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
