/** What a signer's own camera sends: how large, how many pictures a second, and whether they are too dark. */

/** Signs of a hand that moves fast are lost below this rate. */
const ENOUGH_PICTURES = 24;
const ENOUGH_LINES = 480;
/** The mean brightness below which hands and face can hardly be told apart; 255 is white. */
const DARK = 50;
const MEASURE_MS = 2000;
const SAMPLE = 32;

export type FramingTrouble = "small" | "slow" | "dark";

export interface Framing {
  width: number;
  height: number;
  rate: number;
  /** Mean brightness, 0 to 255; null if it could not be measured. */
  brightness: number | null;
}

/** What is wrong with the picture, what matters most first. Pure. */
export function framingTroubles({ width, height, rate, brightness }: Framing): FramingTrouble[] {
  const troubles: FramingTrouble[] = [];
  if (brightness !== null && brightness < DARK) troubles.push("dark");
  // A rate of 0 was not measured yet.
  if (rate > 0 && rate < ENOUGH_PICTURES) troubles.push("slow");
  if (Math.min(width, height) < ENOUGH_LINES) troubles.push("small");
  return troubles;
}

/** Measures the pictures that a video element plays, until it is closed. */
export function measureFraming(video: HTMLVideoElement, found: (framing: Framing) => void): () => void {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SAMPLE;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let before = { pictures: 0, at: 0 };
  const look = () => {
    if (!video.videoWidth) return;
    const now = { pictures: video.getVideoPlaybackQuality().totalVideoFrames, at: performance.now() };
    const passed = before.at ? (now.at - before.at) / 1000 : 0;
    const rate = passed && !document.hidden ? (now.pictures - before.pictures) / passed : 0;
    before = now;
    found({
      width: video.videoWidth,
      height: video.videoHeight,
      rate,
      brightness: context ? brightnessOf(context, video) : null,
    });
  };
  const timer = setInterval(look, MEASURE_MS);
  return () => clearInterval(timer);
}

function brightnessOf(context: CanvasRenderingContext2D, video: HTMLVideoElement): number {
  context.drawImage(video, 0, 0, SAMPLE, SAMPLE);
  const { data } = context.getImageData(0, 0, SAMPLE, SAMPLE);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4)
    sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  return sum / (SAMPLE * SAMPLE);
}
