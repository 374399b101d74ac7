/** How a speaker joins: with camera and microphone after a technical check, or without; a reload joins as before. */
import { canPublish, openDevices, type Choice } from "../../../media/devices";
import { Publishing } from "../../../media/publishing.svelte";
import type { MySitting } from "../mine.svelte";

const WITHOUT = "without";

export class Joining {
  /** The technical check stands open. */
  checking = $state(false);
  readonly publishing: Publishing;
  private readonly key: string;

  constructor(private readonly sitting: MySitting) {
    this.publishing = new Publishing(sitting.hall, sitting.id);
    this.key = `balai.join.${sitting.id}`;
  }

  /** Whether this page could send at all: only encrypted pages are given devices. */
  readonly able = canPublish();

  get media(): MediaStream | null {
    return this.publishing.media;
  }

  /** Joins as this tab did before, or opens the check. */
  async begin(): Promise<void> {
    const before = sessionStorage.getItem(this.key);
    if (!this.able || !this.sitting.mayPublish || this.media || before === WITHOUT) return;
    if (before === null) this.checking = true;
    else await this.rejoin(JSON.parse(before) as Choice);
  }

  async join(media: MediaStream, choice: Choice): Promise<void> {
    this.checking = false;
    sessionStorage.setItem(this.key, JSON.stringify(choice));
    await this.publishing.start(media);
  }

  joinWithout(): void {
    this.checking = false;
    sessionStorage.setItem(this.key, WITHOUT);
    this.publishing.stop();
  }

  private async rejoin(choice: Choice): Promise<void> {
    try {
      await this.publishing.start(await openDevices(choice));
    } catch {
      // The devices of then are gone or forbidden now; the check says which.
      this.checking = true;
    }
  }
}
