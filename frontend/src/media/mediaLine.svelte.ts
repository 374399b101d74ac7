/** Keeps a line to the relay open: a peer connection, and when it fails another one with a new token. */
import { retryDelay } from "../wire/connection";
import { Problem } from "../state/api";
import { hangUp, type Resource } from "./signalling";

export type LineState = "off" | "connecting" | "connected" | "lost" | "refused";

export interface OpenedConnection {
  peer: RTCPeerConnection;
  resource: Resource;
}

/** ICE often recovers from `disconnected` by itself within this time. */
const RECOVERY_MS = 2500;
const CONNECTING_MS = 10_000;
const CHECK_MS = 500;
/** If the relay hangs up sooner than this, the next attempt waits longer, because two lines may displace each other. */
const LASTING_MS = 20_000;
/** 409: somebody else sends into the slot; 422: no common codec. A retry does not help, a person has to act. */
const FINAL = [401, 403, 404, 409, 422];

export class MediaLine {
  state = $state<LineState>("off");
  /** The server's code and text while it refuses the line. */
  problem = $state.raw<Problem | null>(null);
  private current: OpenedConnection | null = null;
  /** The peer connection before `current`; it is used until `current` is connected. */
  private previous: OpenedConnection | null = null;
  private attempt = 0;
  /** How many times in a row the relay hung up soon after the start. */
  private earlyHangUps = 0;
  private connectedAt = 0;
  private timer = 0;
  private watch = 0;
  /** The relay of the newest peer connection. */
  private relay = "";
  /** Raised by each start and stop, so that the results of an older one are discarded. */
  private round = 0;

  constructor(
    private readonly open: () => Promise<OpenedConnection>,
    private readonly changed: (peer: RTCPeerConnection | null) => void,
    /** Which relay carries the session, as far as the server has told. */
    private readonly carrier: () => string | undefined = () => undefined,
    /** Milliseconds over which pages spread that change to another relay at the same time. */
    private readonly spread = 0,
  ) {}

  /** Opens the line. An earlier one is used until the new one is connected; the relay does the same. */
  start(): void {
    this.cancel();
    this.attempt = this.earlyHangUps = 0;
    if (!this.current) this.state = "connecting";
    window.addEventListener("pagehide", this.stopOnPageHide);
    this.watch = window.setInterval(() => this.followRelay(this.round), CHECK_MS);
    void this.openConnection(this.round);
  }

  stop(): void {
    this.cancel();
    this.state = "off";
    this.problem = null;
    this.drop();
  }

  private cancel(): void {
    this.round++;
    window.clearTimeout(this.timer);
    window.clearInterval(this.watch);
    window.removeEventListener("pagehide", this.stopOnPageHide);
  }

  /** Hangs up when the page is left, because the relay would wait for packets that never come. */
  private readonly stopOnPageHide = (): void => this.stop();

  /** When another relay takes the session over, the line moves there before the old one ends. */
  private followRelay(round: number): void {
    const now = this.carrier();
    if (!now || !this.relay || now === this.relay) return;
    this.relay = now;
    this.retryIn(this.spread * Math.random(), round);
  }

  private async openConnection(round: number): Promise<void> {
    try {
      const opened = await this.open();
      if (round === this.round) this.useConnection(opened, round);
      else end(opened);
    } catch (error) {
      if (round === this.round) this.onFailed(error, round);
    }
  }

  private useConnection(opened: OpenedConnection, round: number): void {
    if (this.current && this.current !== this.previous) end(this.current);
    this.current = opened;
    this.relay = opened.resource.relay ?? "";
    this.changed(opened.peer);
    opened.peer.addEventListener("connectionstatechange", () => this.onPeerChange(opened.peer, round));
    const transport = opened.peer.getReceivers()[0]?.transport;
    transport?.addEventListener("statechange", () => this.onTransportChange(opened.peer, transport, round));
    this.retryIn(CONNECTING_MS, round);
    this.onPeerChange(opened.peer, round);
  }

  private onPeerChange(peer: RTCPeerConnection, round: number): void {
    if (round !== this.round || peer !== this.current?.peer) return;
    if (peer.connectionState === "connected") this.onConnected();
    else if (peer.connectionState === "failed") this.onLost(0, round);
    else if (peer.connectionState === "disconnected") this.onLost(RECOVERY_MS, round);
  }

  /** A relay hangs up over DTLS. Without this the browser would report `connected` until ICE fails, 15 s later. */
  private onTransportChange(peer: RTCPeerConnection, { state }: RTCDtlsTransport, round: number): void {
    if (state !== "closed" || round !== this.round || peer !== this.current?.peer) return;
    if (Date.now() - this.connectedAt > LASTING_MS) this.earlyHangUps = 0;
    const random = Math.random();
    this.onLost(Math.max(retryDelay(this.earlyHangUps++, random), this.spread * random), round);
  }

  private onConnected(): void {
    window.clearTimeout(this.timer);
    this.attempt = 0;
    this.problem = null;
    this.connectedAt = Date.now();
    this.state = "connected";
    if (this.previous && this.previous !== this.current) end(this.previous);
    this.previous = this.current;
  }

  private onFailed(error: unknown, round: number): void {
    this.problem = error instanceof Problem ? error : null;
    if (this.problem && FINAL.includes(this.problem.status)) this.state = "refused";
    // Many pages may be told the same wait at the same moment, so each adds a random delay.
    else this.onLost((this.problem?.retryAfterMs ?? 0) * (1 + Math.random()), round);
  }

  private onLost(graceMs: number, round: number): void {
    this.state = "lost";
    this.retryIn(graceMs || retryDelay(this.attempt++, Math.random()), round);
  }

  private retryIn(ms: number, round: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.openConnection(round), ms);
  }

  private drop(): void {
    if (this.previous && this.previous !== this.current) end(this.previous);
    if (this.current) end(this.current);
    this.current = this.previous = null;
    this.changed(null);
  }
}

function end({ peer, resource }: OpenedConnection): void {
  peer.close();
  hangUp(resource);
}
