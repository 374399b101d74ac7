/** How a speaker joins: with camera and microphone after a technical check, or without. A reload joins as before. */
import { canPublish, openDevices, stopDevices, type DeviceChoice } from "../../../media/devices";
import type { Listening } from "../../../media/listening.svelte";
import { Publishing } from "../../../media/publishing.svelte";
import type { OwnSessionModel } from "../ownSessionModel.svelte";

const WITHOUT = "without";

export class JoinControl {
  /** The dialog with the technical check is open. */
  isChecking = $state(false);
  /** Another tab of the person was open first, so that this one did not join by itself. */
  private isSecond = $state(false);
  readonly publishing: Publishing;
  private readonly key: string;
  /** Raised by each join and leave, so that devices that were opened for an older one are closed. */
  private round = 0;

  constructor(
    private readonly model: OwnSessionModel,
    /** What the page hears and sees; null if it does not listen. */
    readonly listening: Listening | null = null,
  ) {
    this.publishing = new Publishing(model.client, model.id);
    this.key = `balai.join.${model.id}`;
  }

  /** Whether this page can send at all, because browsers give devices only to pages over HTTPS. */
  readonly canSend = canPublish();

  get media(): MediaStream | null {
    return this.publishing.media;
  }

  /** Another tab of the person sends. This one sends only when the person asks for it. */
  get speaksElsewhere(): boolean {
    const { media, displaced } = this.publishing;
    return displaced || (this.isSecond && !media && this.model.isPublishing(this.model.me));
  }

  /** Joins as this tab did before, or opens the check. A second tab of a person waits to be asked. */
  async begin(isFirst = true): Promise<void> {
    this.isSecond = !isFirst;
    if (!isFirst) return;
    const before = sessionStorage.getItem(this.key);
    const { media, displaced } = this.publishing;
    if (!this.canSend || !this.mayJoin || media || displaced || before === WITHOUT) return;
    if (before === null) this.isChecking = true;
    else await this.rejoin(JSON.parse(before) as DeviceChoice);
  }

  async join(media: MediaStream, choice: DeviceChoice): Promise<void> {
    this.isChecking = false;
    sessionStorage.setItem(this.key, JSON.stringify(choice));
    await this.send(media, ++this.round);
  }

  joinWithout(): void {
    sessionStorage.setItem(this.key, WITHOUT);
    this.end();
  }

  /** Sends from here again, after another tab of the same person did. */
  async sendAgain(): Promise<void> {
    const before = sessionStorage.getItem(this.key);
    if (before === null || before === WITHOUT) this.isChecking = true;
    else await this.rejoin(JSON.parse(before) as DeviceChoice);
  }

  /** Stops sending, because the session is closed, the person continued elsewhere, or the page is left. */
  end(): void {
    this.round++;
    this.isChecking = false;
    this.publishing.stop();
  }

  private get mayJoin(): boolean {
    return this.model.mayPublish && this.model.session?.state !== "closed";
  }

  /** Closes the devices instead if the person left while they were being opened. */
  private async send(media: MediaStream, round: number): Promise<void> {
    if (round !== this.round || !this.mayJoin) stopDevices(media);
    else await this.publishing.start(media);
  }

  private async rejoin(choice: DeviceChoice): Promise<void> {
    const round = ++this.round;
    try {
      await this.send(await openDevices(choice), round);
    } catch {
      // The former devices are gone or forbidden now, and the check shows which.
      this.isChecking = round === this.round && this.mayJoin;
    }
  }
}
