/** Whether the room's mix contains the room's loudspeakers, so that remote people would hear themselves. */

const FFT_SIZE = 8192;
const EVERY_MS = 50;
const BEFORE_MS = 500;
/** A tone counts as heard if it is this much louder than the room's noise, in dB. */
const OUTSTANDING_DB = 12;
/** A tone below this level is not audible, in dB of full scale. */
const INAUDIBLE_DB = -75;

/** Plays a tone, and returns whether the mix contained it meanwhile. */
export async function hasEcho(mix: MediaStream, hertz: number, play: () => Promise<void>): Promise<boolean> {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: FFT_SIZE, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(mix).connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount);
  const at = Math.round((hertz * FFT_SIZE) / context.sampleRate);
  const samples: number[] = [];
  const timer = setInterval(() => {
    analyser.getFloatFrequencyData(bins);
    samples.push(Math.max(INAUDIBLE_DB, bins[at] ?? INAUDIBLE_DB));
  }, EVERY_MS);
  try {
    await new Promise((resolve) => setTimeout(resolve, BEFORE_MS));
    const before = samples.splice(0);
    await play();
    return standsOut(before, samples);
  } finally {
    clearInterval(timer);
    void context.close();
  }
}

/** Whether the level of a tone, in dB, rose for most of the time. A short noise does not last that long. */
export const standsOut = (before: readonly number[], during: readonly number[]): boolean =>
  median(during) - median(before) > OUTSTANDING_DB;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? INAUDIBLE_DB;
}
