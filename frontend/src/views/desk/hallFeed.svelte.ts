/** What the desk sends as the hall: the room's camera and mix, or the slate and silence. */
import { stopDevices } from "../../media/devices";
import type { Publishing } from "../../media/publishing.svelte";
import type { Slate } from "./slate.svelte";
import { toneTrack } from "./tone";

export class HallFeed {
  /** The room's devices, sent or not. */
  room = $state.raw<MediaStream | null>(null);
  /** The operator cut to the slate: it is shown, and the sound is muted. */
  cut = $state(false);
  /** The camera was unplugged while it was sent: the slate is shown with the room's sound. */
  cameraGone = $state(false);
  /** A test tone is sent instead of the room's mix. */
  sendsTone = $state(false);
  private tone: MediaStreamTrack | null = null;
  private closed = false;

  constructor(
    readonly publishing: Publishing,
    private readonly slate: Slate,
  ) {}

  /** What remote people see. */
  get shownSource(): "camera" | "slate" {
    return this.cut || !this.camera ? "slate" : "camera";
  }

  get onAir(): boolean {
    return this.publishing.media !== null && this.publishing.line.state === "connected";
  }

  private get camera(): MediaStreamTrack | null {
    const camera = this.room?.getVideoTracks()[0];
    return camera && !this.cameraGone ? camera : null;
  }

  /** Uses the room's devices from now on, and sends them if the hall is on air. */
  async useRoom(room: MediaStream | null): Promise<void> {
    if (this.closed) return stopDevices(room);
    const before = this.room;
    this.room = room;
    this.cameraGone = false;
    for (const track of room?.getVideoTracks() ?? [])
      track.addEventListener("ended", () => this.onTrackEnded(track), { once: true });
    if (this.publishing.media && room) await this.send();
    stopDevices(before);
  }

  /** Puts the hall on air, or updates what is sent; false if there is nothing to send. */
  async send(): Promise<boolean> {
    const sound = this.tone ?? this.room?.getAudioTracks()[0];
    if (!sound || this.closed) return false;
    sound.enabled = !this.cut;
    const picture = this.shownSource === "camera" ? this.camera : this.slate.track;
    await this.publishing.send(new MediaStream([sound, ...(picture ? [picture] : [])]));
    return true;
  }

  async setCut(cut: boolean): Promise<void> {
    this.cut = cut;
    if (this.publishing.media) await this.send();
  }

  /** Sends a tone until it is called again; a cut stays silent. */
  async setTone(on: boolean): Promise<void> {
    const before = this.tone;
    this.tone = on ? toneTrack() : null;
    this.sendsTone = on;
    if (this.publishing.media) await this.send();
    before?.stop();
  }

  /** The browser asks before the desk's tab is closed, because the hall's sound would end. */
  readonly askBeforeUnload = (event: BeforeUnloadEvent): void => {
    if (this.onAir) event.preventDefault();
  };

  /** Takes the hall off the air. The room's devices stay open. */
  stop(): void {
    this.tone?.stop();
    this.tone = null;
    this.sendsTone = this.cut = false;
    this.room?.getAudioTracks().forEach((track) => (track.enabled = true));
    this.publishing.hangUp();
  }

  /** The desk was left, so devices that open later are closed at once. */
  close(): void {
    this.closed = true;
    this.stop();
    stopDevices(this.room);
    this.room = null;
  }

  private onTrackEnded(track: MediaStreamTrack): void {
    if (!this.room?.getVideoTracks().includes(track)) return;
    this.cameraGone = true;
    if (this.publishing.media) void this.send();
  }
}
