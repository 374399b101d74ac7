/** A client for tests: the test fills its store and answers its commands. */
import { Client } from "../state/client.svelte";
import type { Entities, Signals } from "../state/store.svelte";
import type { Outcome } from "../wire/connection";
import type { Command, StreamEvent, SeatInfo } from "../wire/frames";

export const STREAM = "session/2";

const SEAT: SeatInfo = {
  person: "p1",
  participant: "7",
  name: "",
  conference: "1",
  slug: "icdd",
  party: "fiji",
  place: "remote",
  roles: ["delegate"],
  session_roles: [],
  simulated: false,
};

type Put = { [T in keyof Entities]?: Record<string, Partial<Entities[T]>> };

export class ManualClient extends Client {
  readonly sentCommands: Command[] = [];
  private readonly answers: ((outcome: Outcome) => void)[] = [];
  private seq = 0;

  constructor(seat: Partial<SeatInfo> = {}) {
    super({ token: "t", expires_at: "2021-11-16T07:00:00Z", seat: { ...SEAT, ...seat } }, () => undefined);
    this.phase = "live";
    this.isClockKnown = true;
  }

  /** The connection to the server is lost now. */
  loseConnection(): void {
    this.phase = "resuming";
    this.lostAt = Date.now();
  }

  override sendCommand(_: string, command: Command): Promise<Outcome> {
    this.sentCommands.push(command);
    return new Promise((resolve) => this.answers.push(resolve));
  }

  /** Answers the oldest command without an answer; with a code it is refused. */
  async answer(code?: string, values: Record<string, string | number> = {}): Promise<void> {
    // It may have waited for its turn until now.
    if (!this.answers.length) await new Promise((resolve) => setTimeout(resolve));
    this.answers.shift()?.(code ? { ok: false, code, message: code, values } : { ok: true, seq: 1 });
    // The code that awaits the answer runs first, and so does the code that awaits that code.
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Applies a frame as the server sends it: entities put and dropped, and the event. */
  receiveEvent(
    put: Put,
    event: StreamEvent | null = null,
    drop: Record<string, string[]> = {},
    stream = STREAM,
  ): void {
    const after = this.seq++;
    const frame = { stream, after, seq: this.seq, cursor: "", put, drop, actor: null, at: null };
    this.store.apply({ ...frame, event } as unknown as Parameters<Client["store"]["apply"]>[0]);
  }

  receiveSignal<T extends keyof Signals>(type: T, signal: Signals[T]): void {
    this.store.apply({ stream: STREAM, signals: { [type]: signal } });
  }
}

/** The entities of an open session, with a turn if one is given. */
export function openSession(turn: Partial<Entities["turn"]> | null = null, token = 1): Put {
  return {
    session: { 2: { id: "2", state: "open", kind: "statements", title: {}, reason: "" } },
    floor: { 2: { ...FLOOR, token, turn: turn?.id ?? null } },
    turn: turn ? { [turn.id ?? ""]: { ...TURN, ...turn } } : {},
  };
}

const FLOOR: Entities["floor"] = {
  id: "2",
  token: 1,
  turn: null,
  list_state: "open",
  debate: "open",
  agenda: [""],
  closes_at: null,
  limits: { state: 180, group: 240, observer: 120, other: 60, order: 60, explanation: 180, on_motion: 120 },
  ends_turns: false,
  reply_limits: [300, 180],
  motion_speakers: {
    suspension: { in_favour: 0, against: 0 },
    adjournment: { in_favour: 0, against: 0 },
    adjournment_of_debate: { in_favour: 2, against: 2 },
    closure_of_debate: { in_favour: 0, against: 2 },
    closure_of_list: { in_favour: 1, against: 1 },
    other: { in_favour: 2, against: 2 },
  },
  figures: 0,
  item: 1,
  item_title: "",
  takes_replies: false,
  ruled: null,
  ruling: null,
  appellant: null,
  explains: null,
  explains_after: false,
  explained: [],
  preset: null,
  ends_by: null,
  unheard: null,
  average_overrun: null,
};

export const TURN: Entities["turn"] = {
  id: "1",
  entry: "1",
  party: "fiji",
  kind: "statement",
  motion: null,
  motion_text: "",
  of: null,
  side: null,
  during_vote: null,
  mode: "live",
  on_behalf_of: "",
  speaker: null,
  reader: null,
  place: "remote",
  language: "",
  started_at: "2021-11-16T05:30:00Z",
  suspended_at: null,
  suspended_seconds: 0,
  allotted: 180,
  dropped_at: null,
  awaits_hall: false,
  held_until: null,
  introducing: false,
  plays_until: null,
};
