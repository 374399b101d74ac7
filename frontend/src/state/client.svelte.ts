/**
 * The conference in one tab: its seat, its connection, the store and the server's clock.
 *
 * Views take it from Svelte's context (`useClient()`), render it, and send commands with `sendCommand()`.
 */
import { getContext, setContext } from "svelte";
import { createSubscriber } from "svelte/reactivity";
import type { Command, Refused, SeatInfo } from "../wire/frames";
import type { Connection, Outcome, Phase } from "../wire/connection";
import { randomId } from "../wire/ids";
import { isOffsetExact } from "../wire/clockOffset";
import { Socket, type SocketNotice } from "../wire/socket";
import { storeSeat, type Seat } from "./seat";
import { conferenceStream } from "./selectors";
import { Store } from "./store.svelte";

const TICK_MS = 250;
/** If the first connection takes longer than this, the page says that it is in trouble. */
const SLOW_MS = 4000;
/** After this long without the server, its clock may be wrong. */
const AWAY_MS = 2000;
/** `setTimeout` overflows beyond 2^31 − 1 ms. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class Client {
  readonly store = new Store();
  phase = $state<Phase>("connecting");
  seat = $state.raw<SeatInfo | null>(null);
  /** Why the server refused this seat, once `phase` is refused. */
  refusal = $state.raw<Refused | null>(null);
  /** The seat's token, for the REST endpoints. */
  token: string;
  /** The name of this device among the person's devices; empty on the device that took the seat first. */
  readonly device: string;
  /** The seat was taken with a seat card. */
  private readonly card: boolean;
  /** The seat is that of an account. */
  readonly account: boolean;
  private expiresAt: string;
  private offsetMs = 0;
  /** The server's clock is known. Before that, its times would be shown by this device's own clock. */
  isClockKnown = $state(false);
  protected lostAt = 0;
  private pingedAt: number | null = null;
  private readonly startedAt = Date.now();
  private socket: Socket | null = null;
  private renewTimer = 0;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
  private readonly pendingAnswers = new Map<string, (outcome: Outcome) => void>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- no view reads it
  private readonly followers = new Map<string, number>();
  private readonly subscribe = createSubscriber((update) => {
    const timer = setInterval(update, TICK_MS);
    return () => clearInterval(timer);
  });

  /** `keep` is called with each renewed seat. */
  constructor(
    seat: Seat,
    private readonly keep: (seat: Seat) => void = storeSeat,
  ) {
    this.seat = seat.seat;
    this.token = seat.token;
    this.expiresAt = seat.expires_at;
    this.device = seat.device ?? "";
    this.card = seat.card ?? false;
    this.account = seat.account ?? false;
  }

  /** On which of the person's devices the seat is; null until the server has told it. */
  get seatAt(): string | null {
    const stream = conferenceStream(this.seat?.conference ?? "");
    return this.store.signal(stream, "seat.at")?.device ?? null;
  }

  /** Whether the person continued on another device. This one is then silent and sends no microphone. */
  get isElsewhere(): boolean {
    return this.seatAt !== null && this.seatAt !== this.device;
  }

  /** The relay that carries a session now, as far as the server has told. */
  readonly relayOf = (session: string): string | undefined =>
    this.store.signal(`session/${session}`, "media.lines")?.relay;

  /** The server's time in milliseconds. A view that reads it is updated four times a second. */
  get now(): number {
    this.subscribe();
    return Date.now() + this.offsetMs;
  }

  /** The connection broke, or was not there within a few seconds. Commands are sent once it is back. */
  get isDown(): boolean {
    if (this.phase === "resuming") return true;
    this.subscribe();
    return this.phase === "connecting" ? Date.now() - this.startedAt > SLOW_MS : this.isUnanswered;
  }

  /** The server has been gone for longer than a moment, so its clocks may have stopped meanwhile. */
  get isAway(): boolean {
    this.subscribe();
    return this.phase === "resuming" ? Date.now() - this.lostAt > AWAY_MS : this.isUnanswered;
  }

  /** The connection is open, but nothing has come back over it. */
  private get isUnanswered(): boolean {
    const stands = this.phase === "live" || this.phase === "behind";
    return stands && this.pingedAt !== null && Date.now() - this.pingedAt > AWAY_MS;
  }

  connect(url: string): void {
    const listener = {
      onConnectionChange: (connection: Connection) => this.onConnectionChange(connection),
      onNotice: (notice: SocketNotice) => this.onNotice(notice),
    };
    // Seats that act, and the hall screen, notice a dead connection within seconds. The audience would load the server.
    const attentive = this.rolesIn("*").some((role) => role !== "audience");
    this.socket = new Socket(url, this.token, listener, attentive);
  }

  close(): void {
    window.clearTimeout(this.renewTimer);
    this.socket?.close();
  }

  /**
   * Follows a stream until the returned function is called. Two views may follow the same stream; the later decides
   * whether `aside`: the seat does not count as present there then, and the page goes on if the server refuses it.
   */
  follow(stream: string, { aside }: { aside?: boolean } = {}): () => void {
    this.followers.set(stream, (this.followers.get(stream) ?? 0) + 1);
    this.socket?.dispatch({ is: "follow", stream, aside });
    return () => this.unfollow(stream);
  }

  /** Sends a command. Resolves when the server has done or refused it, even if the connection breaks meanwhile. */
  sendCommand(stream: string, command: Command): Promise<Outcome> {
    const id = randomId();
    return new Promise((resolve) => {
      this.pendingAnswers.set(id, resolve);
      this.socket?.dispatch({ is: "command", command: { id, stream, command: { ...command } } });
    });
  }

  /** The seat's roles that count in a session, or in any (`*`); without one those in the whole conference. */
  rolesIn(session?: string): string[] {
    const { roles = [], session_roles = [] } = this.seat ?? {};
    const counts = session_roles.filter((held) => session === "*" || held.session === session);
    return [...roles, ...counts.map(({ role }) => role)];
  }

  /** Whether the seat has the role in the whole conference, or in the session (or any, `*`) if one is given. */
  hasRole(role: string, session?: string): boolean {
    return this.rolesIn(session).includes(role);
  }

  private unfollow(stream: string): void {
    const left = (this.followers.get(stream) ?? 0) - 1;
    this.followers.set(stream, left);
    if (left === 0) this.socket?.dispatch({ is: "unfollow", stream });
  }

  private onConnectionChange(connection: Connection): void {
    if (connection.phase === "resuming" && this.phase !== "resuming") this.lostAt = Date.now();
    this.phase = connection.phase;
    this.refusal = connection.refusal;
    this.pingedAt = connection.pingedAt;
    this.offsetMs = connection.offset.ms;
    this.isClockKnown ||= isOffsetExact(connection.offset);
    this.token = connection.token;
  }

  private onNotice(notice: SocketNotice): void {
    switch (notice.do) {
      case "apply":
        return this.store.apply(notice.frame);
      case "forget":
        return this.store.forget(notice.stream);
      case "answer":
        return this.onAnswer(notice.id, notice.outcome);
      case "seat":
        return this.onSeat(notice.frame);
    }
  }

  private onAnswer(id: string, outcome: Outcome): void {
    this.pendingAnswers.get(id)?.(outcome);
    this.pendingAnswers.delete(id);
  }

  private onSeat(frame: Extract<SocketNotice, { do: "seat" }>["frame"]): void {
    this.seat = frame.seat;
    this.token = frame.token ?? this.token;
    this.expiresAt = frame.expires_at;
    const { token, expiresAt: expires_at, device, card, account } = this;
    this.keep({ token, expires_at, seat: frame.seat, device, card, account });
    this.renewHalfway(Date.parse(frame.expires_at) - Date.parse(frame.now));
  }

  private renewHalfway(remainingMs: number): void {
    window.clearTimeout(this.renewTimer);
    const wait = Math.min(Math.max(remainingMs / 2, 1000), LONGEST_TIMER_MS);
    this.renewTimer = window.setTimeout(() => this.socket?.dispatch({ is: "renew" }), wait);
  }
}

/** A client that is connected and follows its conference. */
export function connectClient(seat: Seat, keep = storeSeat): Client {
  const client = new Client(seat, keep);
  client.connect(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`);
  client.follow(conferenceStream(seat.seat.conference));
  return client;
}

/** The call for help of the person behind this client. */
export const ownHelpCall = (client: Client | null | undefined) =>
  client?.store.all(conferenceStream(client.seat?.conference ?? ""), "my_help_call")[0] ?? null;

const KEY = Symbol("hall");

export const provideClient = (client: Client): Client => setContext(KEY, client);
export const useClient = (): Client => getContext<Client>(KEY);
