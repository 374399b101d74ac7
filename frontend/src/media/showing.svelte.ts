/** A person's screen on its way to the slot `slides`: picked in the browser, and sent without sound. */
import type { Client } from "../state/client.svelte";
import type { Line } from "./line.svelte";
import { Publishing } from "./publishing.svelte";

/** What is read stays sharp, and moves seldom. */
const SCREEN: DisplayMediaStreamOptions = {
  audio: false,
  video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { ideal: 8, max: 15 } },
};

/** Browsers give no screen to a page that came over plain HTTP, and those of phones none at all. */
export const canShow = (): boolean => navigator.mediaDevices?.getDisplayMedia !== undefined;

export class Showing {
  private readonly publishing: Publishing;
  /** Raised by each stop: a screen that is picked only afterwards is let go. */
  private round = 0;

  constructor(client: Client, session: string) {
    this.publishing = new Publishing(client, session, "slides");
  }

  /** Something is captured and sent. */
  get on(): boolean {
    return this.publishing.media !== null;
  }

  get line(): Line {
    return this.publishing.line;
  }

  /** Lets the person pick a screen, and sends it; call it from a click. Whoever picks none shows none. */
  async start(): Promise<void> {
    this.stop();
    const round = this.round;
    const media = await navigator.mediaDevices.getDisplayMedia(SCREEN).catch(() => null);
    const screen = media?.getVideoTracks()[0];
    if (!media || !screen) return;
    screen.contentHint = "detail";
    // The browser has a button of its own to stop with.
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
