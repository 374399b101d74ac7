/**
 * The conference as one tab sees it: its seat, its connection, the store and the server's clock.
 *
 * Views take it from Svelte's context (`useClient()`), render it, and send commands with `ask()`.
 */
import { getContext, setContext } from "svelte";
import { createSubscriber } from "svelte/reactivity";
import type { Command, Refused, SeatInfo } from "../wire/frames";
import type { Connection, Outcome, Phase } from "../wire/connection";
import { randomId } from "../wire/ids";
import { isSure } from "../wire/offset";
import { Socket, type Notice } from "../wire/socket";
import { storeSeat, type Seat } from "./seat";
import { conferenceStream } from "./selectors";
import { Store } from "./store.svelte";

const TICK_MS = 250;
/** A first connection that takes longer than this is in trouble. */
const SLOW_MS = 4000;
/** Without the server for longer than this, what runs by its clock is no longer sure. */
const AWAY_MS = 2000;
/** `setTimeout` overflows beyond 2^31 − 1 ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class Client {
  readonly store = new Store();
  phase = $state<Phase>("connecting");
  seat = $state.raw<SeatInfo | null>(null);
  /** Why the server will not have us, once `phase` is refused. */
  refusal = $state.raw<Refused | null>(null);
  /** The seat's token, for the REST endpoints. */
  token: string;
  /** The name of this device among the person's; empty on the one that took the seat first. */
  readonly device: string;
  /** It sits by a seat card. */
  private readonly card: boolean;
  private expiresAt: string;
  private offsetMs = 0;
  /** The server's clock is known: before, any of its times would be shown by this device's own. */
  timed = $state(false);
  protected lostAt = 0;
  private pingedAt: number | null = null;
  private readonly began = Date.now();
  private socket: Socket | null = null;
  private renewTimer = 0;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
  private readonly waiting = new Map<string, (outcome: Outcome) => void>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
  private readonly followers = new Map<string, number>();
  private readonly subscribe = createSubscriber((update) => {
    const timer = setInterval(update, TICK_MS);
    return () => clearInterval(timer);
  });

  /** `keep` is called with the seat as it is renewed. */
  constructor(
    seat: Seat,
    private readonly keep: (seat: Seat) => void = storeSeat,
  ) {
    this.seat = seat.seat;
    this.token = seat.token;
    this.expiresAt = seat.expires_at;
    this.device = seat.device ?? "";
    this.card = seat.card ?? false;
  }

  /** On which of the person's devices the seat is; null until the server has said so. */
  get seatAt(): string | null {
    const stream = conferenceStream(this.seat?.conference ?? "");
    return this.store.signal(stream, "seat.at")?.device ?? null;
  }

  /** Whether the person went on on another device: this one is silent then, and has no microphone. */
  get elsewhere(): boolean {
    return this.seatAt !== null && this.seatAt !== this.device;
  }

  /** The relay that carries a session now, as far as we are told. */
  readonly relayOf = (session: string): string | undefined =>
    this.store.signal(`session/${session}`, "media.lines")?.relay;

  /** The server's time in milliseconds; what reads it in a view is computed again four times a second. */
  get now(): number {
    this.subscribe();
    return Date.now() + this.offsetMs;
  }

  /** The line is down: it broke, or was not there within a few seconds; what is sent goes out when it is back. */
  get down(): boolean {
    if (this.phase === "resuming") return true;
    this.subscribe();
    return this.phase === "connecting" ? Date.now() - this.began > SLOW_MS : this.unanswered;
  }

  /** The server is gone, and not for a moment: its clocks may have stopped meanwhile. */
  get away(): boolean {
    this.subscribe();
    return this.phase === "resuming" ? Date.now() - this.lostAt > AWAY_MS : this.unanswered;
  }

  /** The line stands, and nothing has come back over it. */
  private get unanswered(): boolean {
    const stands = this.phase === "live" || this.phase === "behind";
    return stands && this.pingedAt !== null && Date.now() - this.pingedAt > AWAY_MS;
  }

  connect(url: string): void {
    const listener = {
      changed: (connection: Connection) => this.connectionChanged(connection),
      noticed: (notice: Notice) => this.noticed(notice),
    };
    // Who acts, or is seen by a hall, learns of a dead line within seconds; a crowd would weigh on the server.
    const attentive = this.seat?.roles.some((role) => role !== "audience");
    this.socket = new Socket(url, this.token, listener, attentive);
  }

  close(): void {
    window.clearTimeout(this.renewTimer);
    this.socket?.close();
  }

  /** Follows a stream until the returned function is called; two views may follow the same. */
  follow(stream: string): () => void {
    this.followers.set(stream, (this.followers.get(stream) ?? 0) + 1);
    this.socket?.input({ is: "follow", stream });
    return () => this.leave(stream);
  }

  /** Sends a command; resolves when the server did or refused it, however often the line breaks meanwhile. */
  ask(stream: string, command: Command): Promise<Outcome> {
    const id = randomId();
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.socket?.input({ is: "ask", ask: { id, stream, command: { ...command } } });
    });
  }

  has(role: string): boolean {
    return this.seat?.roles.includes(role) ?? false;
  }

  private leave(stream: string): void {
    const left = (this.followers.get(stream) ?? 0) - 1;
    this.followers.set(stream, left);
    if (left === 0) this.socket?.input({ is: "unfollow", stream });
  }

  private connectionChanged(connection: Connection): void {
    if (connection.phase === "resuming" && this.phase !== "resuming") this.lostAt = Date.now();
    this.phase = connection.phase;
    this.refusal = connection.refusal;
    this.pingedAt = connection.pingedAt;
    this.offsetMs = connection.offset.ms;
    this.timed ||= isSure(connection.offset);
    this.token = connection.token;
  }

  private noticed(notice: Notice): void {
    switch (notice.do) {
      case "apply":
        return this.store.apply(notice.frame);
      case "forget":
        return this.store.forget(notice.stream);
      case "answer":
        return this.answered(notice.id, notice.outcome);
      case "seat":
        return this.seatCame(notice.frame);
    }
  }

  private answered(id: string, outcome: Outcome): void {
    this.waiting.get(id)?.(outcome);
    this.waiting.delete(id);
  }

  private seatCame(frame: Extract<Notice, { do: "seat" }>["frame"]): void {
    this.seat = frame.seat;
    this.token = frame.token ?? this.token;
    this.expiresAt = frame.expires_at;
    const { token, expiresAt: expires_at, device, card } = this;
    this.keep({ token, expires_at, seat: frame.seat, device, card });
    this.renewHalfway(Date.parse(frame.expires_at) - Date.parse(frame.now));
  }

  private renewHalfway(remainingMs: number): void {
    window.clearTimeout(this.renewTimer);
    const wait = Math.min(Math.max(remainingMs / 2, 1000), LONGEST_TIMER_MS);
    this.renewTimer = window.setTimeout(() => this.socket?.input({ is: "renew" }), wait);
  }
}

/** A hall that is connected and follows its conference. */
export function enter(seat: Seat, keep = storeSeat): Client {
  const client = new Client(seat, keep);
  client.connect(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
  client.follow(conferenceStream(seat.seat.conference));
  return client;
}

/** The call for help of who has this line. */
export const myCall = (client: Client | null | undefined) =>
  client?.store.all(conferenceStream(client.seat?.conference ?? ""), "my_help_call")[0] ?? null;

const KEY = Symbol("hall");

export const provideClient = (client: Client): Client => setContext(KEY, client);
export const useClient = (): Client => getContext<Client>(KEY);
