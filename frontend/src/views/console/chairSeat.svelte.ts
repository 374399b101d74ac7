/** The chair: who takes it, and the camera and microphone of whoever presides from this page (FL20). */
import { untrack } from "svelte";
import { deviceProblemOf, type DeviceProblem } from "../../components/deviceTexts";
import { canPublish, openDevices, stopDevices, type DeviceChoice } from "../../media/devices";
import type { Publishing } from "../../media/publishing.svelte";
import { ScreenSharing } from "../../media/screenSharing.svelte";
import type { ConsoleController } from "./consoleController.svelte";

export class ChairSeat {
  trouble = $state<DeviceProblem | null>(null);
  busy = $state(false);
  /** The technical check is open. */
  checking = $state(false);
  readonly showing: ScreenSharing;
  private readonly key: string;
  /** Raised when I leave or lose the chair, so that devices that open later are closed. */
  private round = 0;
  /** After a reload the chair sends again. */
  private returning: boolean;

  /** Made with the page, whose effects it uses. */
  constructor(
    private readonly controller: ConsoleController,
    readonly publishing: Publishing,
  ) {
    const { client, model } = controller;
    this.showing = new ScreenSharing(client, model.id);
    this.key = `balai.chair.${model.id}`;
    this.returning = this.chosenBefore() !== null;
    // The seat may be known only after the first snapshot.
    $effect(() => {
      if (!this.returning || !this.isMine) return;
      this.returning = false;
      void untrack(() => this.take());
    });
    // A person who is replaced in the chair stops sending, because nobody would hear them although it looks so.
    let sat = false;
    $effect(() => {
      if (sat && !this.isMine) this.stop();
      sat = this.isMine;
    });
    $effect(() => () => {
      this.stop();
      this.showing.close();
    });
  }

  get holder(): string | null {
    return this.controller.model.participantIn("chair");
  }

  get isMine(): boolean {
    return this.holder !== null && this.holder === this.me;
  }

  /** In the hall the room's microphones carry the voice, so this page sends only the camera. */
  get isInHall(): boolean {
    return this.controller.client.seat?.place === "hall";
  }

  get me(): string | null {
    return this.controller.client.seat?.participant ?? null;
  }

  /** For the key: takes the chair, or leaves it. */
  act(): void {
    if (this.isMine && this.publishing.media) this.leave();
    else void this.take();
  }

  /** Takes the chair at once, and sends the devices of the technical check or those of the last time. */
  async take(checked?: MediaStream, choice: DeviceChoice = this.chosenBefore() ?? {}): Promise<void> {
    if (!this.me || this.busy) return stopDevices(checked ?? null);
    this.busy = true;
    this.returning = false;
    this.checking = false;
    const began = this.round;
    if (this.isMine || (await this.controller.podiumSeats.handOver(null)))
      await this.goOnAir(checked, choice, began);
    else stopDevices(checked ?? null);
    this.busy = false;
  }

  stop(): void {
    this.round++;
    this.publishing.stop();
  }

  leave(): void {
    this.stop();
    sessionStorage.removeItem(this.key);
    if (this.isMine) this.controller.podiumSeats.unseat("chair");
  }

  private async goOnAir(checked: MediaStream | undefined, choice: DeviceChoice, began: number) {
    const ready = checked ?? (await this.open(choice));
    if (!ready) return;
    if (began !== this.round || this.controller.client.isElsewhere) return stopDevices(ready);
    sessionStorage.setItem(this.key, JSON.stringify(choice));
    await this.publishing.start(ready);
  }

  private async open(choice: DeviceChoice): Promise<MediaStream | null> {
    this.trouble = null;
    try {
      if (!canPublish()) throw new Error("Devices need an encrypted page.");
      return await (this.isInHall
        ? navigator.mediaDevices.getUserMedia({ video: true })
        : openDevices(choice));
    } catch (error) {
      this.trouble = deviceProblemOf(error);
      return null;
    }
  }

  private chosenBefore(): DeviceChoice | null {
    const text = sessionStorage.getItem(this.key);
    return text === null ? null : (JSON.parse(text) as DeviceChoice);
  }
}
