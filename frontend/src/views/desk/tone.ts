/** A test tone into a chosen output: 440 Hz at −20 dB, for two seconds, with soft edges. */

const SECONDS = 2;
const EDGE_SECONDS = 0.02;
const AMPLITUDE = 0.1;
const HERTZ = 440;

export async function playTone(output: string): Promise<void> {
  const context = new AudioContext();
  const { oscillator, gain } = toneIn(context);
  const into = context.createMediaStreamDestination();
  gain.connect(into);
  const speaker = new Audio();
  speaker.srcObject = into.stream;
  if (output) await speaker.setSinkId?.(output);
  const ended = new Promise((resolve) => oscillator.addEventListener("ended", resolve));
  oscillator.start();
  oscillator.stop(context.currentTime + SECONDS);
  await speaker.play();
  await ended;
  await context.close();
}

function toneIn(context: AudioContext) {
  const now = context.currentTime;
  const oscillator = new OscillatorNode(context, { frequency: HERTZ });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.linearRampToValueAtTime(AMPLITUDE, now + EDGE_SECONDS);
  gain.gain.setValueAtTime(AMPLITUDE, now + SECONDS - EDGE_SECONDS);
  gain.gain.linearRampToValueAtTime(0, now + SECONDS);
  oscillator.connect(gain);
  return { oscillator, gain };
}
