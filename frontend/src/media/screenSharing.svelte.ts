/** Sends a person's screen to the slot `slides`. It is picked in the browser and has no sound. */
import type { Client } from "../state/client.svelte";
import type { MediaLine } from "./mediaLine.svelte";
import { Publishing } from "./publishing.svelte";

/** Text has to stay sharp, and moves seldom. */
const SCREEN: DisplayMediaStreamOptions = {
  audio: false,
  video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { ideal: 8, max: 15 } },
};

/** Browsers give no screen to a page over plain HTTP, and phones never do. */
export const canShareScreen = (): boolean => navigator.mediaDevices?.getDisplayMedia !== undefined;

export class ScreenSharing {
  private readonly publishing: Publishing;
  /** Raised by each stop, so that a screen that is picked afterwards is closed. */
  private round = 0;

  constructor(client: Client, session: string) {
    this.publishing = new Publishing(client, session, "slides");
  }

  /** A screen is captured and sent. */
  get on(): boolean {
    return this.publishing.media !== null;
  }

  get line(): MediaLine {
    return this.publishing.line;
  }

  /** Lets the person pick a screen, and sends it. Call it from a click. If nothing is picked, nothing is sent. */
  async start(): Promise<void> {
    this.stop();
    const round = this.round;
    const media = await navigator.mediaDevices.getDisplayMedia(SCREEN).catch(() => null);
    const screen = media?.getVideoTracks()[0];
    if (!media || !screen) return;
    screen.contentHint = "detail";
    // The browser has its own button that stops the capture.
    screen.addEventListener("ended", () => this.stop());
    if (round === this.round) await this.publishing.start(media);
    else screen.stop();
  }

  stop(): void {
    this.round++;
    this.publishing.stop();
  }

  /** The page is left. */
  close(): void {
    this.round++;
    this.publishing.close();
  }
}
