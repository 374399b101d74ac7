/** What a page hears and sees of a session: a line that is kept open, its slots, and whether the sound is on. */
import { exposePeer, exposeSlots, type SlotCounters } from "../debug";
import { mediaToken } from "../state/api";
import type { Client } from "../state/client.svelte";
import { MediaLine, type OpenedConnection } from "./mediaLine.svelte";
import { INTERPRETATION } from "./slots";
import { openListener, type Slots } from "./whep";

/** Speakers move to another relay at once; listeners follow within this time. */
const SPREAD_MS = 2000;

export interface ListeningOptions {
  /** Begin without sound, for a seat in the hall, which hears the hall, and for a second tab. */
  silent: boolean;
  /**
   * `hall` is for the hall's screen and desk: it receives the hall's picture, and never its sound. `talkback` is for
   * those who run the session: it receives the voice of a booth that speaks to them, and nothing else.
   */
  source?: "own" | "hall" | "talkback";
  /** True for a second line of the page. Calls for help and `window.__balai` report the first. */
  beside?: boolean;
}

/** Plays the floor's sound beside interpretation. Pages that hear no interpretation never load it. */
export interface FloorMix {
  /** Plays the track, or nothing. Returns false if the element has to play it itself. */
  play(slot: string, track: MediaStreamTrack | null): boolean;
}

export class Listening {
  /** The tracks by slot. Tracks of a lost line keep their last picture until the next line has its own. */
  slots = $state.raw<Slots>({});
  /** True if the browser requires a click before it plays sound. */
  blocked = $state(false);
  /** Sound has played, so the browser allows it. */
  hasSounded = $state(false);
  silent = $state(false);
  /** The relay had room for sound only. Pictures follow when there is more room. */
  soundOnly = $state(false);
  /** The newest peer connection and its resource at the relay, for reports of what is seen. */
  connection = $state.raw<OpenedConnection | null>(null);
  readonly line: MediaLine;
  private muted: readonly string[] = [];
  /** The language of this page's channel is not heard now. */
  private uninterpreted = false;
  private mix: FloorMix | null = null;
  private names: readonly string[] = [];
  /** Raised by each new peer connection, so that tracks of an older one that answers late are ignored. */
  private round = 0;
  private peer: RTCPeerConnection | null = null;
  protected readonly audioElements: Record<string, HTMLAudioElement> = {};

  constructor(
    private readonly client: Client,
    private readonly session: string,
    private readonly options: ListeningOptions,
  ) {
    this.silent = options.silent;
    this.line = new MediaLine(
      () => this.open(),
      (peer) => this.onPeerChange(peer),
      () => client.relayOf(session),
      SPREAD_MS,
    );
  }

  /** Listens to these slots from now on. The line is opened again only if they changed. */
  start(slots: readonly string[]): void {
    if (this.line.state !== "off" && slots.join() === this.names.join()) return;
    this.names = slots;
    this.line.start();
  }

  stop(): void {
    this.round++;
    this.line.stop();
    this.connection = null;
    this.slots = {};
    Object.values(this.audioElements).forEach((voice) => (voice.srcObject = null));
    this.level();
  }

  /** Turns the sound on; call it from a click. */
  async enableSound(): Promise<void> {
    this.silent = false;
    this.blocked = false;
    await this.playSound();
  }

  disableSound(): void {
    this.silent = true;
    Object.values(this.audioElements).forEach((voice) => voice.pause());
    this.level();
  }

  /** Mutes these slots, because another slot already carries their sound. */
  mute(slots: readonly string[]): void {
    this.muted = slots;
    this.level();
  }

  /** Mutes the slot of interpretation, or lets it be heard, and plays the floor's sound by a mix, or directly. */
  interpret(muted: boolean, mix: FloorMix | null): void {
    if (this.mix !== mix) for (const slot of Object.keys(this.audioElements)) this.mix?.play(slot, null);
    this.uninterpreted = muted;
    this.mix = mix;
    this.level();
  }

  /** Mutes what is not to be heard, or what the mix plays instead. */
  level(): void {
    for (const [slot, voice] of Object.entries(this.audioElements)) {
      if (slot === INTERPRETATION) {
        voice.muted = this.uninterpreted;
        continue;
      }
      const muted = this.muted.includes(slot);
      const track = voice.srcObject instanceof MediaStream ? voice.srcObject.getAudioTracks()[0] : null;
      const mixed = this.mix?.play(slot, muted || this.silent || !track ? null : track);
      voice.muted = muted || mixed === true;
    }
  }

  private async open() {
    const opening = ++this.round;
    const opened = await this.dial(this.names, (slots) => {
      if (opening === this.round) this.onTracks(slots);
    });
    if (opening === this.round) {
      this.soundOnly = opened.resource.soundOnly;
      this.connection = opened;
    }
    return opened;
  }

  /** Connects to the relay, to receive these slots. */
  protected async dial(names: readonly string[], arrived: (slots: Slots) => void): Promise<OpenedConnection> {
    const { session, client, options } = this;
    const endpoint = await mediaToken(session, client.token, "listen", options.source ?? "own");
    return openListener(endpoint, names, arrived);
  }

  private onTracks(slots: Slots): void {
    this.slots = slots;
    for (const { video } of Object.values(slots)) if (video) video.onunmute = () => (this.soundOnly = false);
    void this.playSound();
  }

  private async playSound(): Promise<void> {
    for (const [slot, { audio }] of Object.entries(this.slots)) if (audio) this.attach(slot, audio);
    this.level();
    if (this.silent) return;
    try {
      const voices = Object.values(this.audioElements);
      await Promise.all(voices.map((voice) => voice.play()));
      if (voices.length > 0) this.hasSounded = true;
    } catch (error) {
      // Any other error means that a newer load replaced this one, and the newer one plays by itself.
      if (error instanceof DOMException && error.name === "NotAllowedError") this.blocked = true;
    }
  }

  private attach(slot: string, track: MediaStreamTrack): void {
    const voice = (this.audioElements[slot] ??= this.newAudioElement());
    const playing = voice.srcObject instanceof MediaStream ? voice.srcObject.getTracks()[0] : null;
    if (playing !== track) voice.srcObject = new MediaStream([track]);
  }

  protected newAudioElement(): HTMLAudioElement {
    return new Audio();
  }

  private onPeerChange(peer: RTCPeerConnection | null): void {
    this.peer = peer;
    if (this.options.beside) return;
    exposePeer("listen", peer);
    exposeSlots(() => this.counters());
  }

  /** How much has arrived in each slot. */
  async counters(): Promise<Record<string, SlotCounters>> {
    const stats = [...((await this.peer?.getStats())?.values() ?? [])] as InboundStats[];
    return Object.fromEntries(
      Object.entries(this.slots).map(([slot, tracks]) => [slot, count(stats, tracks)]),
    );
  }
}

interface InboundStats {
  type: string;
  trackIdentifier?: string;
  framesDecoded?: number;
  packetsReceived?: number;
}

function count(stats: InboundStats[], { audio, video }: Slots[string]): SlotCounters {
  const of = (track: MediaStreamTrack | null) =>
    stats.find((entry) => entry.type === "inbound-rtp" && entry.trackIdentifier === track?.id);
  return {
    framesDecoded: of(video)?.framesDecoded ?? 0,
    packetsReceived: (of(video)?.packetsReceived ?? 0) + (of(audio)?.packetsReceived ?? 0),
    audioPackets: of(audio)?.packetsReceived ?? 0,
  };
}
