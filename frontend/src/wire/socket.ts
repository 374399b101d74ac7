/** Runs the state machine of `connection.ts` on a real WebSocket. No other module uses WebSocket or its timers. */
import { initial, step, unreachable, type Connection, type Effect, type Input } from "./connection";
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

export type Notice = Extract<Effect, { do: "apply" | "forget" | "seat" | "answer" }>;

export interface Listener {
  changed(connection: Connection): void;
  noticed(notice: Notice): void;
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
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly url: string,
    token: string,
    private readonly listener: Listener,
    attentive = false,
  ) {
    this.pingMs = attentive ? ATTENTIVE_PING_MS : CROWD_PING_MS;
    this.state = initial(token, device());
    this.pingTimer = window.setInterval(() => this.ping(), this.pingMs);
    window.addEventListener("online", this.hurry);
    // A tab that slept has missed its timers, so it tests the connection at once.
    document.addEventListener("visibilitychange", this.woke);
    document.addEventListener("resume", this.woke);
    this.connect();
  }

  input(input: Input): void {
    const [state, effects] = step(this.state, input);
    const changed = state !== this.state;
    this.state = state;
    effects.forEach((effect) => this.perform(effect));
    if (changed) this.listener.changed(state);
  }

  close(): void {
    window.clearInterval(this.pingTimer);
    window.clearTimeout(this.retryTimer);
    window.clearTimeout(this.wakeTimer);
    window.removeEventListener("online", this.hurry);
    document.removeEventListener("visibilitychange", this.woke);
    document.removeEventListener("resume", this.woke);
    this.disconnect();
  }

  private ping(): void {
    const at = Date.now();
    const late = Math.abs(at - this.askedAt - this.pingMs) > LATE_MS;
    this.askedAt = at;
    // The pong may be among the messages that arrived while the page was suspended.
    if (late) this.wakeTimer = window.setTimeout(this.woke, BACKLOG_MS);
    else this.input({ is: "ping", at, random: Math.random() });
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
        return this.listener.noticed(effect);
      default:
        return unreachable(effect);
    }
  }

  private connect(): void {
    this.disconnect();
    const socket = new WebSocket(this.url, PROTOCOL);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.input({ is: "opened", at: Date.now() });
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => this.receive(socket, data);
    socket.onclose = ({ code, reason }) => this.lost(socket, code, reason);
    this.socket = socket;
    // On a network that drops packets the browser would wait for minutes.
    this.openingTimer = window.setTimeout(() => this.giveUpOpening(socket), OPENING_MS);
  }

  private giveUpOpening(socket: WebSocket): void {
    if (socket.readyState !== WebSocket.OPEN) this.lost(socket, ABNORMAL);
  }

  private lost(socket: WebSocket, code: number, reason = ""): void {
    if (socket !== this.socket) return;
    this.disconnect();
    this.next(() => this.input({ is: "closed", code, reason, random: Math.random() }));
  }

  private receive(socket: WebSocket, data: string | ArrayBuffer): void {
    const at = Date.now();
    const frame = parse(data);
    // The queue awaits this promise later and catches its error.
    frame.catch(() => undefined);
    this.next(async () => {
      try {
        this.take(socket, await frame, at);
      } catch (error) {
        console.error(error);
        if (socket === this.socket) this.input({ is: "stumbled", random: Math.random() });
      }
    });
  }

  /** Reads one message after the other. A failure is reported and does not stop the next message. */
  private next(act: () => void | Promise<void>): void {
    this.tail = this.tail.then(act).catch((error: unknown) => console.error(error));
  }

  private take(socket: WebSocket, frame: ServerFrame, at: number): void {
    // The refusal that explains a close arrives just before the close.
    if (socket === this.socket || "refused" in frame) this.input({ is: "frame", frame, at });
  }

  private send(text: string): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(text);
  }

  private retryIn(ms: number): void {
    window.clearTimeout(this.retryTimer);
    this.retryTimer = window.setTimeout(() => this.input({ is: "retry" }), ms);
  }

  private readonly hurry = (): void => {
    if (this.socket === null) this.retryIn(0);
  };

  private readonly woke = (): void => {
    if (document.visibilityState === "hidden") return;
    this.hurry();
    this.input({ is: "woke", at: Date.now(), random: Math.random() });
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
