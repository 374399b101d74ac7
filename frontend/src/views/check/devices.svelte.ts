/** Opens, changes and closes the microphone and camera for a check or for joining. */
import { deviceProblemOf, type DeviceProblem } from "../../components/deviceTexts";
import { canPublish, listDevices, openDevices, stopDevices, type DeviceChoice } from "../../media/devices";

export const NONE = "none";

export class Devices {
  media = $state.raw<MediaStream | null>(null);
  microphones = $state.raw<MediaDeviceInfo[]>([]);
  cameras = $state.raw<MediaDeviceInfo[]>([]);
  microphone = $state("");
  /** A device id, or "none". */
  camera = $state("");
  trouble = $state<DeviceProblem | null>(null);
  private isHandedOver = false;
  private isReleased = false;

  readonly choice = $derived<DeviceChoice>({
    microphone: this.microphone || undefined,
    camera: this.camera === NONE ? null : this.camera,
  });
  readonly videoTrack = $derived(this.media?.getVideoTracks()[0] ?? null);

  async open(): Promise<void> {
    this.trouble = null;
    stopDevices(this.media);
    this.media = null;
    try {
      if (!canPublish()) throw new Error("Devices need an encrypted page.");
      const media = await openDevices(this.choice);
      if (this.isReleased) return stopDevices(media);
      this.media = media;
      // Browsers give names and stable ids only after one device was allowed.
      [this.microphones, this.cameras] = await Promise.all([
        listDevices("audioinput"),
        listDevices("videoinput"),
      ]);
      this.microphone = media.getAudioTracks()[0]?.getSettings().deviceId ?? "";
      this.camera = media.getVideoTracks()[0]?.getSettings().deviceId ?? NONE;
    } catch (error) {
      this.trouble = deviceProblemOf(error);
    }
  }

  /** Hands the media over to a new owner, who sends and stops it. */
  handOver(): MediaStream | null {
    this.isHandedOver = true;
    return this.media;
  }

  release(): void {
    this.isReleased = true;
    if (!this.isHandedOver) stopDevices(this.media);
  }
}
