/** Sends camera and microphone of a person or of the hall, or a person's screen, to the relay. */
import { exposePeer } from "../debug";
import { mediaToken, Problem } from "../state/api";
import type { Client } from "../state/client.svelte";
import { randomId } from "../wire/ids";
import { stopDevices } from "./devices";
import { MediaLine, type OpenedConnection } from "./mediaLine.svelte";
import { sentLossSince, NOTHING_SENT, sentPackets } from "./sentPackets";
import { withPage } from "./signalling";
import { layersOf, openPublisher, replaceTracks } from "./whip";

export class Publishing {
  /** The stream that is sent; null while nothing is. */
  media = $state.raw<MediaStream | null>(null);
  /** Another tab or device of the same person sends instead. This one sends again only when the person asks for it. */
  displaced = $state(false);
  /** The microphone is muted. This is kept over a reload. */
  muted = $state(false);
  readonly line: MediaLine;
  private peer: RTCPeerConnection | null = null;
  private closed = false;
  /** What was sent until the last report. */
  private sent = NOTHING_SENT;
  private readonly tabs: BroadcastChannel;
  /** When it began to send, with a random fraction so that two tabs differ. The later of two tabs sends. */
  private startedAt = 0;
  /** The name of this page at the relay, which refuses it a line `again` while another device sends. */
  private readonly page = randomId();
  private again = false;

  constructor(
    private readonly client: Client,
    private readonly session: string,
    private readonly source: "own" | "hall" | "slides" | "booth" = "own",
  ) {
    this.line = new MediaLine(
      () => this.open(),
      (peer) => this.onPeerChange(peer),
      () => client.relayOf(session),
    );
    this.muted = sessionStorage.getItem(this.muteKey) !== null;
    this.tabs = new BroadcastChannel(`balai.sends.${source}.${client.seat?.person ?? ""}.${session}`);
    this.tabs.onmessage = ({ data }: MessageEvent<number>) => this.yieldToOtherTab(data);
  }

  /** Sends a stream and owns it from now on. It replaces a stream of the same kinds without a break. */
  async start(media: MediaStream): Promise<void> {
    if (this.closed) return stopDevices(media);
    const before = this.media;
    await this.send(media);
    if (before !== media) stopDevices(before);
  }

  /** Sends tracks that another module owns. The tracks that were sent before stay open for their owner. */
  async send(media: MediaStream): Promise<void> {
    const before = this.media;
    this.media = media;
    this.displaced = false;
    if (this.muted) enable(media, false);
    if (!before) {
      this.again = false;
      this.tabs.postMessage((this.startedAt = Date.now() + Math.random()));
    }
    if (before && this.peer && sameKinds(before, media)) await replaceTracks(this.peer, media);
    else this.line.start();
  }

  /** How the relay receives what is sent, by its own reports; null until it has reported. */
  async reception(): Promise<Reception | null> {
    const stats = [...((await this.peer?.getStats())?.values() ?? [])] as RemoteInbound[];
    const told = stats.filter(({ type }) => type === "remote-inbound-rtp");
    if (!told.length) return null;
    const before = this.sent;
    this.sent = sentPackets(stats);
    return {
      rttMs: 1000 * Math.max(...told.map((one) => one.roundTripTime ?? 0)),
      loss: sentLossSince(before, this.sent),
    };
  }

  /** Whether a microphone is sent to the relay and is not muted. */
  get sendsSound(): boolean {
    const voices = this.media?.getAudioTracks() ?? [];
    const open = voices.some(({ readyState }) => readyState === "live");
    return open && !this.muted && !this.displaced && this.line.state === "connected";
  }

  /** Whether a camera is sent to the relay. */
  get sendsPicture(): boolean {
    const cameras = this.media?.getVideoTracks() ?? [];
    const open = cameras.some(({ readyState }) => readyState === "live");
    return open && !this.displaced && this.line.state === "connected";
  }

  mute(muted: boolean): void {
    this.muted = muted;
    if (muted) sessionStorage.setItem(this.muteKey, "");
    else sessionStorage.removeItem(this.muteKey);
    if (this.media) enable(this.media, !muted);
  }

  private get muteKey(): string {
    return `balai.muted.${this.source}.${this.client.seat?.person ?? ""}.${this.session}`;
  }

  stop(): void {
    stopDevices(this.media);
    this.hangUp();
  }

  /** The page is left, so devices that open only now are closed at once. */
  close(): void {
    this.closed = true;
    this.stop();
    this.tabs.close();
  }

  /** The relay keeps one line for each person, so two tabs that both retry would cut each other off. */
  private yieldToOtherTab(began: number): void {
    if (this.media && began >= this.startedAt) this.yield();
  }

  private yield(): void {
    this.displaced = true;
    if (this.source === "hall") this.hangUp();
    else this.stop();
  }

  /** Stops sending. The tracks stay open for their owner. */
  hangUp(): void {
    this.line.stop();
    this.media = null;
  }

  protected async open(): Promise<OpenedConnection> {
    const endpoint = await mediaToken(this.session, this.client.token, "publish", this.source);
    const url = withPage(endpoint.url, this.page, this.again);
    try {
      const opened = await openPublisher({ ...endpoint, url }, this.media ?? new MediaStream());
      this.again = true;
      return opened;
    } catch (error) {
      if (error instanceof Problem && error.code === "media.displaced") this.yield();
      throw error;
    }
  }

  private onPeerChange(peer: RTCPeerConnection | null): void {
    this.peer = peer;
    exposePeer(this.source === "slides" ? "show" : "publish", peer);
  }
}

function enable(media: MediaStream, on: boolean): void {
  for (const track of media.getAudioTracks()) track.enabled = on;
}

export interface Reception {
  /** The round trip to the relay, milliseconds. */
  rttMs: number;
  /** The fraction of packets that were recently lost on the way to the relay. */
  loss: number;
}

interface RemoteInbound {
  type: string;
  roundTripTime?: number;
}

/** The kind of a track; for video also the number of layers, because a smaller camera has fewer. */
const kinds = (media: MediaStream): string =>
  media
    .getTracks()
    .map((track) => track.kind + (track.kind === "video" ? layersOf(track).length : ""))
    .sort()
    .join();

const sameKinds = (a: MediaStream, b: MediaStream): boolean => kinds(a) === kinds(b);
