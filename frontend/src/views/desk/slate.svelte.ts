/** The slate: a still to send, either a chosen picture or one drawn from text. */
import { forgetSlate, storeSlate, storedSlate } from "./slateStore";

const WIDTH = 1280;
const HEIGHT = 720;
/** A still needs few frames, but new listeners need one soon. */
const PER_SECOND = 5;
const MARGIN = 96;

export interface SlateWords {
  conference: string;
  session: string;
  message: string;
}

export class Slate {
  /** Whether the operator chose a picture. */
  chosen = $state(false);
  readonly track: MediaStreamTrack;
  private readonly canvas: HTMLCanvasElement;
  private readonly timer: number;
  private picture: ImageBitmap | null = null;

  constructor(private readonly words: () => SlateWords) {
    this.canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
    this.paint();
    this.track = this.canvas.captureStream(PER_SECOND).getVideoTracks()[0] as MediaStreamTrack;
    this.timer = window.setInterval(() => this.paint(), 1000 / PER_SECOND);
    // A browser that stores nothing for this page shows the drawn slate.
    void storedSlate().then(
      (kept) => kept && this.take(kept),
      () => undefined,
    );
  }

  close(): void {
    window.clearInterval(this.timer);
    this.track.stop();
    this.picture?.close();
  }

  /** Uses a file, and stores it on this machine; false if it is not a picture. */
  async choose(file: Blob): Promise<boolean> {
    if (!(await this.take(file))) return false;
    await storeSlate(file).catch(() => undefined);
    return true;
  }

  /** Back to the drawn slate. */
  async clear(): Promise<void> {
    this.picture?.close();
    this.picture = null;
    this.chosen = false;
    await forgetSlate().catch(() => undefined);
  }

  private async take(file: Blob): Promise<boolean> {
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) return false;
    this.picture?.close();
    this.picture = picture;
    this.chosen = true;
    return true;
  }

  private paint(): void {
    const context = this.canvas.getContext("2d");
    if (!context) return;
    const look = getComputedStyle(document.documentElement);
    context.fillStyle = look.getPropertyValue("--stage");
    context.fillRect(0, 0, WIDTH, HEIGHT);
    if (this.picture) drawWhole(context, this.picture);
    else drawWords(context, this.words(), look);
  }
}

/** The whole picture, as large as it fits. */
function drawWhole(context: CanvasRenderingContext2D, picture: ImageBitmap): void {
  const scale = Math.min(WIDTH / picture.width, HEIGHT / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  context.drawImage(picture, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
}

function drawWords(context: CanvasRenderingContext2D, words: SlateWords, look: CSSStyleDeclaration): void {
  const serif = look.getPropertyValue("--serif");
  const sans = look.getPropertyValue("--sans");
  context.fillStyle = look.getPropertyValue("--on-stage");
  context.textBaseline = "alphabetic";
  const write = (text: string, font: string, y: number) => {
    context.font = font;
    context.fillText(text, MARGIN, y, WIDTH - 2 * MARGIN);
  };
  write(words.conference, `40px ${serif}`, 220);
  context.fillRect(MARGIN, 260, WIDTH - 2 * MARGIN, 2);
  write(words.message, `600 72px ${serif}`, 400);
  write(words.session, `40px ${sans}`, 480);
}
