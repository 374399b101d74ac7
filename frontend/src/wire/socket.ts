/** Runs the state machine of `connection.ts` on a real WebSocket. No other module uses WebSocket or its timers. */
import { initialConnection, step, unreachable, type Connection, type Effect, type Input } from "./connection";
import { device } from "./device";
import { parse, type ServerFrame } from "./frames";

const PROTOCOL = "balai.v1";
/** How often the connection is tested: by seats that act or are watched, and by the audience. */
const ATTENTIVE_PING_MS = 1_000;
const CROWD_PING_MS = 10_000;
const OPENING_MS = 10_000;
/** If a timer fires this far from its time, the computer slept or its clock was set. */
const LATE_MS = 5_000;
/** Messages that arrived while the page was suspended are read within this time. */
const BACKLOG_MS = 500;
/** No close frame was received (RFC 6455, 7.4.1). */
const ABNORMAL = 1006;

export type SocketNotice = Extract<Effect, { do: "apply" | "forget" | "seat" | "answer" }>;

export interface Listener {
  onConnectionChange(connection: Connection): void;
  onNotice(notice: SocketNotice): void;
}

export class Socket {
  private state: Connection;
  private socket: WebSocket | null = null;
  private retryTimer = 0;
  private openingTimer = 0;
  private wakeTimer = 0;
  private askedAt = Date.now();
  private readonly pingTimer: number;
  private readonly pingMs: number;
  /** Snapshots are unpacked asynchronously. The frames after one wait here. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly url: string,
    token: string,
    private readonly listener: Listener,
    attentive = false,
  ) {
    this.pingMs = attentive ? ATTENTIVE_PING_MS : CROWD_PING_MS;
    this.state = initialConnection(token, device());
    this.pingTimer = window.setInterval(() => this.ping(), this.pingMs);
    window.addEventListener("online", this.retryNow);
    // A tab that slept has missed its timers, so it tests the connection at once.
    document.addEventListener("visibilitychange", this.onWake);
    document.addEventListener("resume", this.onWake);
    this.connect();
  }

  dispatch(input: Input): void {
    const [state, effects] = step(this.state, input);
    const changed = state !== this.state;
    this.state = state;
    effects.forEach((effect) => this.perform(effect));
    if (changed) this.listener.onConnectionChange(state);
  }

  close(): void {
    window.clearInterval(this.pingTimer);
    window.clearTimeout(this.retryTimer);
    window.clearTimeout(this.wakeTimer);
    window.removeEventListener("online", this.retryNow);
    document.removeEventListener("visibilitychange", this.onWake);
    document.removeEventListener("resume", this.onWake);
    this.disconnect();
  }

  private ping(): void {
    const at = Date.now();
    const late = Math.abs(at - this.askedAt - this.pingMs) > LATE_MS;
    this.askedAt = at;
    // The pong may be among the messages that arrived while the page was suspended.
    if (late) this.wakeTimer = window.setTimeout(this.onWake, BACKLOG_MS);
    else this.dispatch({ is: "ping", at, random: Math.random() });
  }

  private perform(effect: Effect): void {
    switch (effect.do) {
      case "connect":
        return this.connect();
      case "disconnect":
        return this.disconnect();
      case "send":
        return this.send(JSON.stringify(effect.frame));
      case "retry":
        return this.retryIn(effect.afterMs);
      case "apply":
      case "forget":
      case "seat":
      case "answer":
        return this.listener.onNotice(effect);
      default:
        return unreachable(effect);
    }
  }

  private connect(): void {
    this.disconnect();
    const socket = new WebSocket(this.url, PROTOCOL);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.dispatch({ is: "opened", at: Date.now() });
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.onMessage(socket, data);
    socket.onclose = ({ code, reason }) => this.onClose(socket, code, reason);
    this.socket = socket;
    // On a network that drops packets the browser would wait for minutes.
    this.openingTimer = window.setTimeout(() => this.giveUpOpening(socket), OPENING_MS);
  }

  private giveUpOpening(socket: WebSocket): void {
    if (socket.readyState !== WebSocket.OPEN) this.onClose(socket, ABNORMAL);
  }

  private onClose(socket: WebSocket, code: number, reason = ""): void {
    if (socket !== this.socket) return;
    this.disconnect();
    this.enqueue(() => this.dispatch({ is: "closed", code, reason, random: Math.random() }));
  }

  private onMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    const at = Date.now();
    const frame = parse(data);
    // The queue awaits this promise later and catches its error.
    frame.catch(() => undefined);
    this.enqueue(async () => {
      try {
        this.onFrame(socket, await frame, at);
      } catch (error) {
        console.error(error);
        if (socket === this.socket) this.dispatch({ is: "stumbled", random: Math.random() });
      }
    });
  }

  /** Reads one message after the other. A failure is reported and does not stop the next message. */
  private enqueue(act: () => void | Promise<void>): void {
    this.queue = this.queue.then(act).catch((error: unknown) => console.error(error));
  }

  private onFrame(socket: WebSocket, frame: ServerFrame, at: number): void {
    // The refusal that explains a close arrives just before the close.
    if (socket === this.socket || "refused" in frame) this.dispatch({ is: "frame", frame, at });
  }

  private send(text: string): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(text);
  }

  private retryIn(ms: number): void {
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => this.dispatch({ is: "retry" }), ms);
  }

  private readonly retryNow = (): void => {
    if (this.socket === null) this.retryIn(0);
  };

  private readonly onWake = (): void => {
    if (document.visibilityState === "hidden") return;
    this.retryNow();
    this.dispatch({ is: "woke", at: Date.now(), random: Math.random() });
  };

  private disconnect(): void {
    window.clearTimeout(this.openingTimer);
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
