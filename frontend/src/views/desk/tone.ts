/** A test tone: 440 Hz at −20 dB with soft edges, into a chosen output or into what is sent. */

const SECONDS = 2;
const EDGE_SECONDS = 0.02;
const AMPLITUDE = 0.1;
export const HERTZ = 440;

/** Plays for two seconds into an output of this computer. */
export async function playTone(output: string): Promise<void> {
  const context = new AudioContext();
  const { oscillator, gain } = toneIn(context);
  const into = context.createMediaStreamDestination();
  gain.connect(into);
  const speaker = new Audio();
  speaker.srcObject = into.stream;
  if (output) await speaker.setSinkId?.(output);
  const ended = new Promise((resolve) => oscillator.addEventListener("ended", resolve));
  const now = context.currentTime;
  gain.gain.setValueAtTime(AMPLITUDE, now + SECONDS - EDGE_SECONDS);
  gain.gain.linearRampToValueAtTime(0, now + SECONDS);
  oscillator.start();
  oscillator.stop(now + SECONDS);
  await speaker.play();
  await ended;
  await context.close();
}

/** A track with the tone, until it is stopped. */
export function toneTrack(): MediaStreamTrack {
  const context = new AudioContext();
  const { oscillator, gain } = toneIn(context);
  const into = context.createMediaStreamDestination();
  gain.connect(into);
  oscillator.start();
  const track = into.stream.getAudioTracks()[0] as MediaStreamTrack;
  const stop = track.stop.bind(track);
  track.stop = () => {
    stop();
    void context.close();
  };
  return track;
}

function toneIn(context: AudioContext) {
  const oscillator = new OscillatorNode(context, { frequency: HERTZ });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.linearRampToValueAtTime(AMPLITUDE, context.currentTime + EDGE_SECONDS);
  oscillator.connect(gain);
  return { oscillator, gain };
}
