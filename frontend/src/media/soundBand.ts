/** How high the sound of a microphone reaches, and what kind of microphone it is. */

/** Interpretation needs 125 Hz to 15 kHz (ISO 20108, ISO 20109). */
export const FULL_BAND_HZ = 15_000;
/** Bluetooth headsets and telephones reach 8 kHz at most. */
export const TELEPHONE_HZ = 8_500;

/**
 * Above the highest frequency that a device carries, its signal is digital silence. The noise of any microphone is
 * louder than this, in dB of full scale for each bin.
 */
const NOISE_DB = -110;
/** A single bin may be a line of interference. */
const NEIGHBOURS = 8;
/** Clicks and lost packets reach every frequency for a moment. */
const SHARE = 0.25;
const FFT = 4096;
const STEP_MS = 50;
/** A stream begins with a click. */
const SETTLE_MS = 300;

/** The highest frequency in Hz at which there is sound. `shares` are the shares of the time in which each bin has it. */
export function highestFrequency(shares: ArrayLike<number>, nyquist: number): number {
  for (let at = shares.length - 1; at >= NEIGHBOURS; at--) {
    const run = Array.from({ length: NEIGHBOURS }, (_, back) => shares[at - back] ?? 0);
    if (run.every((share) => share >= SHARE)) return Math.round(((at + 1) * nyquist) / shares.length);
  }
  return 0;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Measures how high the sound of a microphone reaches while its person speaks. The browser must not process it. */
export async function measureBand(media: MediaStream, ms: number): Promise<number> {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: FFT, smoothingTimeConstant: 0 });
  const track = media.getAudioTracks()[0];
  if (track) context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  await context.resume();
  const shares = new Float32Array(analyser.frequencyBinCount);
  const now = new Float32Array(analyser.frequencyBinCount);
  const steps = Math.ceil(ms / STEP_MS);
  await wait(SETTLE_MS);
  for (let step = 0; step < steps; step++) {
    await wait(STEP_MS);
    analyser.getFloatFrequencyData(now);
    now.forEach((level, bin) => (shares[bin] = (shares[bin] ?? 0) + (level > NOISE_DB ? 1 / steps : 0)));
  }
  const nyquist = Math.min(context.sampleRate, track?.getSettings().sampleRate ?? context.sampleRate) / 2;
  const reached = highestFrequency(shares, context.sampleRate / 2);
  await context.close();
  return Math.min(nyquist, reached);
}

export type MicrophoneKind = "bluetooth" | "built_in" | "other" | "unknown";

const BLUETOOTH = /bluetooth|hands-?free|\bhfp\b|airpods|earbuds|\bbuds\b/i;
const BUILT_IN = /built-?in|internal|intern[eo]?\b|integr|macbook|laptop|microphone array|webcam|\bdmic\b/i;

/** The kind of a microphone, as far as its name tells. */
export function microphoneKind(label: string): MicrophoneKind {
  if (!label.trim()) return "unknown";
  if (BLUETOOTH.test(label)) return "bluetooth";
  return BUILT_IN.test(label) ? "built_in" : "other";
}
