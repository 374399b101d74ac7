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
const FFT = 4096;
const STEP_MS = 50;

/** The highest frequency in Hz at which there is more than silence. `levels` are the loudest of each bin, in dB. */
export function highestFrequency(levels: ArrayLike<number>, nyquist: number): number {
  for (let at = levels.length - 1; at >= NEIGHBOURS; at--) {
    const run = Array.from({ length: NEIGHBOURS }, (_, back) => levels[at - back] ?? -Infinity);
    if (run.every((level) => level > NOISE_DB)) return Math.round(((at + 1) * nyquist) / levels.length);
  }
  return 0;
}

/** Measures how high the sound of a microphone reaches while its person speaks. The browser must not process it. */
export async function measureBand(media: MediaStream, ms: number): Promise<number> {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: FFT, smoothingTimeConstant: 0 });
  const track = media.getAudioTracks()[0];
  if (track) context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  await context.resume();
  const levels = new Float32Array(analyser.frequencyBinCount).fill(-Infinity);
  const now = new Float32Array(analyser.frequencyBinCount);
  for (let spent = 0; spent < ms; spent += STEP_MS) {
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    analyser.getFloatFrequencyData(now);
    now.forEach((level, bin) => (levels[bin] = Math.max(levels[bin] ?? -Infinity, level)));
  }
  const nyquist = Math.min(context.sampleRate, track?.getSettings().sampleRate ?? context.sampleRate) / 2;
  const reached = highestFrequency(levels, context.sampleRate / 2);
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
