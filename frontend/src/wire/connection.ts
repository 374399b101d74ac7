/**
 * The wire's state machine: inputs in, a new state and effects out. It opens no socket, keeps no timer and
 * reads no clock; `socket.ts` does that for it.
 *
 * connecting → (behind ⇄ live) → resuming → (behind ⇄ live) …, and `refused` is final.
 */
import type { Device } from "./device";
import type {
  CommandFrame,
  ClientFrame,
  EventFrame,
  Refused,
  SeatFrame,
  SeatInfo,
  ServerFrame,
} from "./frames";
import type { MineFrame, Pong, SignalsFrame, Snapshot, StreamFrame } from "./frames";
import { isOffsetExact, withSample, UNKNOWN_OFFSET, type ClockOffset } from "./clockOffset";

export type Phase = "connecting" | "live" | "behind" | "resuming" | "refused";

/** How far this connection has read a stream. */
export interface FollowedStream {
  seq: number;
  cursor: string | null;
  /** A follow was sent and has no answer yet. */
  waiting: boolean;
  /** When a pong first named a head that has not arrived, or null. */
  behindSince: number | null;
  /** One looks on and is not there; the page goes on without this stream if the server refuses it. */
  aside?: boolean;
  /** An older snapshot and the frames after it. They are shown together, once they reach the present. */
  held?: Held | null;
}

interface Held {
  frames: readonly StreamFrame[];
  /** The head of the stream; null until the server has told it. */
  until: number | null;
}

export interface Connection {
  phase: Phase;
  token: string;
  device: Device | null;
  seat: SeatInfo | null;
  followed: Readonly<Record<string, FollowedStream>>;
  /** Commands without an answer, the oldest first. They are sent again after a reconnect. */
  pending: readonly CommandFrame[];
  attempt: number;
  /** When the ping that has no pong yet was sent, or null. */
  pingedAt: number | null;
  helloAt: number;
  offset: ClockOffset;
  refusal: Refused | null;
}

export type Input =
  | { is: "opened"; at: number }
  | { is: "frame"; frame: ServerFrame; at: number }
  | { is: "closed"; code: number; reason: string; random: number }
  | { is: "retry" }
  | { is: "ping"; at: number; random: number }
  | { is: "woke"; at: number; random: number }
  | { is: "stumbled"; random: number }
  | { is: "renew" }
  | { is: "follow"; stream: string; aside?: boolean }
  | { is: "unfollow"; stream: string }
  | { is: "command"; command: CommandFrame };

export type Outcome =
  | { ok: true; seq: number }
  | { ok: false; code: string; message: string; values?: Record<string, string | number> };

export type Effect =
  | { do: "connect" }
  | { do: "disconnect" }
  | { do: "send"; frame: ClientFrame }
  | { do: "retry"; afterMs: number }
  | { do: "apply"; frame: StreamFrame }
  | { do: "forget"; stream: string }
  | { do: "seat"; frame: SeatFrame }
  | { do: "answer"; id: string; outcome: Outcome };

export type Step = [Connection, Effect[]];

const NEW_READER: FollowedStream = { seq: -1, cursor: null, waiting: true, behindSince: null };
/** The catalogues of those who write long texts have the words of this refusal. */
const TOO_LONG: Outcome = { ok: false, code: "wire.too_long", message: "" };
const FIRST_RETRY_MS = 300;
const LAST_RETRY_MS = 8000;
const THROTTLED = 4008;
const DRAINING = 4012;
const GENTLER_ATTEMPT = 4;
/** If a pong takes longer than this, the computer slept meanwhile. */
const STALE_PING_MS = 5_000;
/** A ping without a pong for this long means that the connection is dead, although no close frame came. */
const DEAD_PING_MS = 9_000;
/** The longest message that the server reads, in bytes (`MAX_MESSAGE` of `server.py`); it closes the connection otherwise. */
const MOST_BYTES = 65_536;
/** Events that are late for longer than this are requested again. */
const LATE_EVENTS_MS = 8_000;

export function initialConnection(token: string, device: Device | null = null): Connection {
  return {
    phase: "connecting",
    token,
    device,
    seat: null,
    followed: {},
    pending: [],
    attempt: 0,
    pingedAt: null,
    helloAt: 0,
    offset: UNKNOWN_OFFSET,
    refusal: null,
  };
}

export function step(state: Connection, input: Input): Step {
  if (state.phase === "refused") return [state, []];
  switch (input.is) {
    case "opened":
      return [{ ...state, helloAt: input.at }, [{ do: "send", frame: hello(state) }]];
    case "frame":
      return onFrame(state, input.frame, input.at);
    case "closed":
      return onClose(state, input.code, input.reason, input.random);
    case "retry":
      return [state, [{ do: "connect" }]];
    case "ping":
      return onPingTimer(state, input.at, input.random);
    case "woke":
      return onWake(state, input.at, input.random);
    case "stumbled":
      return onReadError(state, input.random);
    case "renew":
      return [state, isSeated(state) ? [{ do: "send", frame: { renew: true } }] : []];
    case "follow":
      return onFollow(state, input.stream, input.aside);
    case "unfollow":
      return onUnfollow(state, input.stream);
    case "command":
      return onCommand(state, input.command);
    default:
      return unreachable(input);
  }
}

function hello({ token, device }: Connection): ClientFrame {
  return { hello: token, device };
}

/** True once the server has answered the hello on this socket. */
function isSeated(state: Connection): boolean {
  return state.phase === "live" || state.phase === "behind";
}

function onFrame(state: Connection, frame: ServerFrame, at: number): Step {
  if ("seat" in frame) return onSeat(state, frame, at);
  if ("entities" in frame) return onSnapshot(state, frame);
  if ("after" in frame) return onEvent(state, frame);
  if ("mine" in frame) return onMine(state, frame);
  if ("signals" in frame) return onSignals(state, frame);
  if ("done" in frame) return onAnswer(state, frame.done, { ok: true, seq: frame.seq });
  if ("refused" in frame) return onRefusal(state, frame);
  if ("pong" in frame) return onPong(state, frame, at);
  return unreachable(frame);
}

function onSeat(state: Connection, frame: SeatFrame, at: number): Step {
  const next = { ...state, seat: frame.seat, token: frame.token ?? state.token };
  if (isSeated(state)) return [next, [{ do: "seat", frame }]];
  const followed = mapValues(state.followed, (reader) => ({ ...reader, waiting: true, behindSince: null }));
  const offset = withSample(state.offset, frame.now, state.helloAt, at);
  const effects: Effect[] = [
    { do: "seat", frame },
    ...Object.entries(followed).map(([stream, reader]) => follow(stream, reader)),
    ...state.pending.map((command): Effect => ({ do: "send", frame: command })),
  ];
  // A hello may have waited, so its time is inexact; a ping that is sent now gives an exact sample.
  const asks = !isOffsetExact(offset);
  if (asks) effects.push({ do: "send", frame: { ping: 1 } });
  const pingedAt = asks ? at : next.pingedAt;
  return [withPhase({ ...next, followed, offset, pingedAt, phase: "behind" }), effects];
}

function onSnapshot(state: Connection, frame: Snapshot): Step {
  const before = state.followed[frame.stream];
  if (!before) return [state, []];
  const held = { frames: [frame], until: null };
  const reader = { seq: frame.seq, cursor: frame.cursor, waiting: false, behindSince: null, held };
  return [withReader(state, frame.stream, { ...before, ...reader }), []];
}

/** Applies a frame, or keeps it with those that follow a snapshot. A frame of the past emits no event. */
function applyFrame(state: Connection, stream: string, reader: FollowedStream, frame: StreamFrame): Step {
  const { held } = reader;
  if (!held) return [withReader(state, stream, reader), [{ do: "apply", frame }]];
  const until = "mine" in frame && frame.whole ? frame.seq : held.until;
  const frames = [...held.frames, "after" in frame ? { ...frame, event: null } : frame];
  if (until === null || reader.seq < until)
    return [withReader(state, stream, { ...reader, held: { frames, until } }), []];
  return [
    withReader(state, stream, { ...reader, held: null }),
    frames.map((one): Effect => ({ do: "apply", frame: one })),
  ];
}

function onEvent(state: Connection, frame: EventFrame): Step {
  const reader = state.followed[frame.stream];
  if (!reader || reader.seq >= frame.seq) return [state, []];
  if (reader.seq < frame.after) return onGap(state, frame.stream, reader);
  return applyFrame(state, frame.stream, { ...reader, seq: frame.seq, cursor: frame.cursor }, frame);
}

/** Frames that arrive before the answer to the follow show the same gap again, and one follow is enough. */
function onGap(state: Connection, stream: string, reader: FollowedStream): Step {
  if (reader.waiting) return [state, []];
  return [
    withReader(state, stream, { ...reader, waiting: true, behindSince: null }),
    [follow(stream, reader)],
  ];
}

/** Each answer to a follow ends with all entities of this seat, even if no frame was missing. It names the head. */
function onMine(state: Connection, frame: MineFrame): Step {
  const reader = state.followed[frame.stream];
  if (!reader) return [state, []];
  const next = frame.whole && reader.seq >= frame.seq ? { ...reader, waiting: false } : reader;
  return applyFrame(state, frame.stream, next, frame);
}

function onSignals(state: Connection, frame: SignalsFrame): Step {
  const reader = state.followed[frame.stream];
  return reader ? applyFrame(state, frame.stream, reader, frame) : [state, []];
}

function onRefusal(state: Connection, frame: Refused): Step {
  const { refused, code, message, values } = frame;
  if (refused !== "hello" && !state.followed[refused])
    return onAnswer(state, refused, { ok: false, code, message, values });
  if (state.followed[refused]?.aside) return onUnfollow(state, refused);
  return giveUp({ ...state, refusal: frame });
}

function onAnswer(state: Connection, id: string, outcome: Outcome): Step {
  if (!state.pending.some((command) => command.id === id)) return [state, []];
  const pending = state.pending.filter((command) => command.id !== id);
  return [{ ...state, pending }, [{ do: "answer", id, outcome }]];
}

function onPong(state: Connection, frame: Pong, at: number): Step {
  if (state.pingedAt === null) return [state, []];
  const offset = withSample(state.offset, frame.now, state.pingedAt, at);
  return Object.entries(frame.pong).reduce<Step>(
    (step, [stream, head]) => onHead(step, stream, head, at),
    [{ ...state, offset, pingedAt: null, attempt: 0 }, []],
  );
}

function onHead([state, effects]: Step, stream: string, head: number, at: number): Step {
  const reader = state.followed[stream];
  if (!reader) return [state, effects];
  if (head === reader.seq)
    return [withReader(state, stream, { ...reader, behindSince: null, waiting: false }), effects];
  const behindSince = reader.behindSince ?? at;
  if (at - behindSince < LATE_EVENTS_MS)
    return [withReader(state, stream, { ...reader, behindSince }), effects];
  const again = { ...reader, behindSince: null, waiting: true };
  return [withReader(state, stream, again), [...effects, follow(stream, reader)]];
}

function onPingTimer(state: Connection, at: number, random: number, deadAfterMs = DEAD_PING_MS): Step {
  if (!isSeated(state)) return [state, []];
  if (state.pingedAt === null) return [{ ...state, pingedAt: at }, [{ do: "send", frame: { ping: 1 } }]];
  if (Math.abs(at - state.pingedAt) < deadAfterMs) return [state, []];
  const [next, effects] = reconnect(state, 0, random);
  return [next, [{ do: "disconnect" }, ...effects]];
}

/** The local clock may have been set meanwhile, so the next sample is trusted; an earlier ping has failed. */
function onWake(state: Connection, at: number, random: number): Step {
  return onPingTimer({ ...state, offset: { ...state.offset, rtt: Infinity } }, at, random, STALE_PING_MS);
}

/** A frame could not be read or applied: everything is fetched again on another connection, after a wait. */
function onReadError(state: Connection, random: number): Step {
  const [next, effects] = reconnect(
    { ...state, followed: mapValues(state.followed, ({ aside }) => ({ ...NEW_READER, aside })) },
    0,
    random,
  );
  return [next, [{ do: "disconnect" }, ...effects]];
}

function onFollow(state: Connection, stream: string, aside?: boolean): Step {
  const before = state.followed[stream];
  if (before && before.aside === aside) return [state, []];
  const reader = { ...(before ?? NEW_READER), aside };
  return [withReader(state, stream, reader), isSeated(state) ? [follow(stream, reader)] : []];
}

function onUnfollow(state: Connection, stream: string): Step {
  if (!state.followed[stream]) return [state, []];
  const sent: Effect[] = isSeated(state) ? [{ do: "send", frame: { unfollow: stream } }] : [];
  return [withPhase(withoutReader(state, stream)), [...sent, { do: "forget", stream }]];
}

function onCommand(state: Connection, command: CommandFrame): Step {
  if (new Blob([JSON.stringify(command)]).size > MOST_BYTES) {
    return [state, [{ do: "answer", id: command.id, outcome: TOO_LONG }]];
  }
  const next = { ...state, pending: [...state.pending, command] };
  return [next, isSeated(state) ? [{ do: "send", frame: command }] : []];
}

function onClose(state: Connection, code: number, reason: string, random: number): Step {
  if (code === DRAINING) return reconnect(state, code, random, Number(reason));
  if (code < 4400 || code > 4499) return reconnect(state, code, random);
  // The catalogue of the seat's refusals has the words.
  const refusal = { refused: "hello", code: "wire.closed", message: "", values: {} };
  return giveUp({ ...state, refusal: state.refusal ?? refusal });
}

/** `afterMs` is the wait that a draining server asked for. */
function reconnect(state: Connection, code: number, random: number, afterMs = 0): Step {
  const attempt = code === THROTTLED ? Math.max(state.attempt, GENTLER_ATTEMPT) : state.attempt;
  const phase = state.phase === "connecting" ? "connecting" : "resuming";
  const next: Connection = { ...state, phase, attempt: attempt + 1, pingedAt: null };
  return [next, [{ do: "retry", afterMs: afterMs || retryDelay(attempt, random) }]];
}

/** The wait grows from 0.3 s to 8 s. It varies by ±50 % so that a whole hall does not reconnect at once. */
export function retryDelay(attempt: number, random: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** attempt, LAST_RETRY_MS) * (0.5 + random);
}

function giveUp(state: Connection): Step {
  const { code = "", message = "" } = state.refusal ?? {};
  const answers = state.pending.map(({ id }): Effect => ({
    do: "answer",
    id,
    outcome: { ok: false, code, message },
  }));
  return [{ ...state, phase: "refused", pending: [] }, [{ do: "disconnect" }, ...answers]];
}

function follow(stream: string, reader: FollowedStream): Effect {
  return { do: "send", frame: { follow: stream, cursor: reader.cursor, aside: reader.aside } };
}

function withReader(state: Connection, stream: string, reader: FollowedStream): Connection {
  return withPhase({ ...state, followed: { ...state.followed, [stream]: reader } });
}

function withoutReader(state: Connection, stream: string): Connection {
  const followed = Object.fromEntries(Object.entries(state.followed).filter(([name]) => name !== stream));
  return { ...state, followed };
}

/** A connection is live when it is seated and waits for no stream. */
function withPhase(state: Connection): Connection {
  if (!isSeated(state)) return state;
  const waiting = Object.values(state.followed).some((reader) => reader.waiting || reader.held);
  return { ...state, phase: waiting ? "behind" : "live" };
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

export function unreachable(value: never): never {
  throw new Error(`unhandled ${JSON.stringify(value)}`);
}
