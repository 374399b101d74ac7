/** A person's, or the hall's, camera and microphone on their way to the relay. */
import { exposePeer } from "../debug";
import { mediaToken } from "../state/api";
import type { Hall } from "../state/hall.svelte";
import { stopDevices } from "./devices";
import { Line } from "./line.svelte";
import { publish, replaceTracks } from "./whip";

export class Publishing {
  /** What is sent, or null while nothing is. */
  media = $state.raw<MediaStream | null>(null);
  readonly line: Line;
  private peer: RTCPeerConnection | null = null;

  constructor(
    private readonly hall: Hall,
    private readonly session: string,
    private readonly source: "own" | "hall" = "own",
  ) {
    this.line = new Line(
      () => this.open(),
      (peer) => this.peerChanged(peer),
    );
  }

  /** Sends a stream, and owns it from now on. Other devices of the same kinds take over without a break. */
  async start(media: MediaStream): Promise<void> {
    const before = this.media;
    this.media = media;
    if (before && this.peer && sameKinds(before, media)) await replaceTracks(this.peer, media);
    else this.line.start();
    if (before !== media) stopDevices(before);
  }

  stop(): void {
    this.line.stop();
    stopDevices(this.media);
    this.media = null;
  }

  private async open() {
    const door = await mediaToken(this.session, this.hall.token, "publish", this.source);
    return publish(door, this.media ?? new MediaStream());
  }

  private peerChanged(peer: RTCPeerConnection | null): void {
    this.peer = peer;
    exposePeer("publish", peer);
  }
}

const kinds = (media: MediaStream): string =>
  media
    .getTracks()
    .map(({ kind }) => kind)
    .sort()
    .join();

const sameKinds = (a: MediaStream, b: MediaStream): boolean => kinds(a) === kinds(b);
