import { describe, expect, it } from "vitest";
import { retryDelay, initialConnection, step, type Connection, type Effect, type Input } from "./connection";
import { isOffsetExact } from "./clockOffset";
import type { EventFrame, ServerFrame } from "./frames";

const SEAT = {
  person: "p1",
  participant: "7",
  name: "Delegate of Fiji (demo)",
  conference: "1",
  slug: "icdd",
  party: "6",
  place: "remote",
  roles: ["delegate"],
  session_roles: [],
  simulated: false,
};
const NOW = "2021-11-16T05:30:00Z";
const COMMAND = { id: "aaaaaaaa", stream: "session/2", command: { type: "floor.inscribe" } };
const SEAT_FRAME = { seat: SEAT, token: null, expires_at: "2021-11-16T06:30:00Z", now: NOW };

const frame = (value: ServerFrame, at = 0): Input => ({ is: "frame", frame: value, at });
const snapshot = (seq: number, cursor: string) =>
  frame({ stream: "session/2", seq, cursor, entities: { entry: {} } });
const event = (after: number, seq: number): EventFrame => ({
  stream: "session/2",
  after,
  seq,
  cursor: `c${seq}`,
  event: null,
  actor: null,
  at: null,
  put: {},
  drop: {},
});
const mine = (seq: number, whole = true) => frame({ stream: "session/2", seq, whole, mine: {}, drop: {} });

/** Runs inputs from a state; returns the last state and the effects of the last input. */
function run(state: Connection, ...inputs: Input[]): [Connection, Effect[]] {
  return inputs.reduce<[Connection, Effect[]]>(([now], input) => step(now, input), [state, []]);
}

const sent = (effects: Effect[]) => effects.flatMap((effect) => (effect.do === "send" ? [effect.frame] : []));
const applied = (effects: Effect[]) =>
  effects.flatMap((effect) => (effect.do === "apply" ? [effect.frame] : []));

const opened: Input = { is: "opened", at: 0 };
const follow: Input = { is: "follow", stream: "session/2" };
const seatTaken = frame(SEAT_FRAME);
const lost: Input = { is: "closed", code: 1006, reason: "", random: 0.5 };
const start = () => run(initialConnection("token"), follow, opened, seatTaken)[0];
const live = () => run(start(), snapshot(41, "c41"), mine(41))[0];

describe("the clock", () => {
  const welcomed = (at: number) => run(initialConnection("token"), follow, opened, frame(SEAT_FRAME, at));

  it("is known from a hello that was answered at once", () => {
    const [state, effects] = welcomed(300);
    expect(isOffsetExact(state.offset)).toBe(true);
    expect(sent(effects)).not.toContainEqual({ ping: 1 });
  });

  it("is asked for again if the hello waited, and is known with the pong", () => {
    const [state, effects] = welcomed(60_000);
    expect(isOffsetExact(state.offset)).toBe(false);
    expect(sent(effects)).toContainEqual({ ping: 1 });
    const [after] = step(state, frame({ pong: {}, now: NOW }, 60_100));
    expect(isOffsetExact(after.offset)).toBe(true);
  });
});

describe("opening", () => {
  it("says hello first, and follows once it is seated", () => {
    const [state, hello] = run(initialConnection("token"), follow, opened);
    expect(state.phase).toBe("connecting");
    expect(hello).toEqual([{ do: "send", frame: { hello: "token", device: null } }]);
    const [seated, effects] = step(state, seatTaken);
    expect(seated.phase).toBe("behind");
    expect(effects).toEqual([
      { do: "seat", frame: SEAT_FRAME },
      { do: "send", frame: { follow: "session/2", cursor: null } },
    ]);
  });

  it("is live once the snapshot and my own entities have arrived", () => {
    const [state, effects] = run(start(), snapshot(41, "c41"), mine(41));
    expect(state.phase).toBe("live");
    expect(state.followed["session/2"]).toMatchObject({
      seq: 41,
      cursor: "c41",
      waiting: false,
      behindSince: null,
    });
    expect(applied(effects)).toHaveLength(2);
  });

  it("shows an older snapshot at once with the frames that lead on from it, and emits no events for them", () => {
    const granted = { ...event(41, 42), event: { type: "floor.granted" } };
    const ended = { ...event(42, 43), event: { type: "floor.ended" } };
    const [behind, nothing] = run(start(), snapshot(41, "c41"), mine(43), frame(granted));
    expect(behind.phase).toBe("behind");
    expect(nothing).toEqual([]);
    const [state, effects] = step(behind, frame(ended));
    expect(state.phase).toBe("live");
    expect(applied(effects)).toHaveLength(4);
    expect(applied(effects).filter((one) => "after" in one)).toEqual([event(41, 42), event(42, 43)]);
    const news = { ...event(43, 44), event: { type: "floor.ended" } };
    expect(applied(step(state, frame(news))[1])).toEqual([news]);
  });

  it("follows a further stream at once while seated, and once", () => {
    const [state, effects] = run(live(), { is: "follow", stream: "session/3" });
    expect(sent(effects)).toEqual([{ follow: "session/3", cursor: null }]);
    expect(state.phase).toBe("behind");
    expect(step(state, { is: "follow", stream: "session/3" })).toEqual([state, []]);
  });

  it("ignores frames of a stream it does not follow", () => {
    const [state, effects] = run(live(), { is: "unfollow", stream: "session/2" });
    expect(effects).toEqual([
      { do: "send", frame: { unfollow: "session/2" } },
      { do: "forget", stream: "session/2" },
    ]);
    for (const late of [
      snapshot(9, "x"),
      frame(event(41, 42)),
      mine(42),
      frame({ stream: "session/2", signals: {} }),
    ])
      expect(step(state, late)).toEqual([state, []]);
  });
});

describe("reading a stream", () => {
  it("applies a frame whose `after` it has reached", () => {
    const [state, effects] = run(live(), frame(event(41, 44)));
    expect(applied(effects)).toEqual([event(41, 44)]);
    expect(state.followed["session/2"]).toMatchObject({ seq: 44, cursor: "c44" });
  });

  it("applies a frame that spans numbers it has already passed", () => {
    const [state] = run(live(), frame(event(40, 42)));
    expect(state.followed["session/2"]?.seq).toBe(42);
  });

  it("ignores a duplicate", () => {
    const state = live();
    expect(step(state, frame(event(40, 41)))).toEqual([state, []]);
  });

  it("follows again once from its cursor after a gap, and then applies the later frames", () => {
    const [behind, effects] = run(live(), frame(event(43, 44)));
    expect(behind.phase).toBe("behind");
    expect(effects).toEqual([{ do: "send", frame: { follow: "session/2", cursor: "c41" } }]);
    expect(step(behind, frame(event(44, 45)))).toEqual([behind, []]);
    const [caughtUp] = run(behind, frame(event(41, 43)), frame(event(43, 45)), mine(45));
    expect(caughtUp.phase).toBe("live");
    expect(caughtUp.followed["session/2"]).toMatchObject({ seq: 45, cursor: "c45" });
  });

  it("applies my own entities beside the frames, and a part of them does not make it caught up", () => {
    const [behind] = run(live(), frame(event(43, 44)));
    const [state, effects] = step(behind, mine(41, false));
    expect(applied(effects)).toHaveLength(1);
    expect(state.phase).toBe("behind");
  });

  it("replaces its data by any snapshot, also by an older one", () => {
    const [state] = run(live(), snapshot(12, "restored"));
    expect(state.followed["session/2"]).toMatchObject({ seq: 12, cursor: "restored" });
  });

  it("passes signals on", () => {
    const signals = { stream: "session/2", signals: { "question.votes": { counts: {} } } };
    expect(run(live(), frame(signals))[1]).toEqual([{ do: "apply", frame: signals }]);
  });
});

describe("waking", () => {
  const woke = (at: number): Input => ({ is: "woke", at, random: 0.5 });
  const ping: Input = { is: "ping", at: 1000, random: 0.5 };
  const slow = { ...live(), offset: { ms: 600_000, rtt: 2 } };

  it("pings at once, and trusts the next sample of the clock", () => {
    const [asked, effects] = step(slow, woke(Date.parse(NOW)));
    expect(sent(effects)).toEqual([{ ping: 1 }]);
    const pong = frame({ pong: { "session/2": 41 }, now: NOW }, Date.parse(NOW) + 80);
    expect(step(asked, pong)[0].offset).toEqual({ ms: -40, rtt: 80 });
  });

  it("gives up a connection whose ping was sent before the sleep", () => {
    const [state, effects] = run(slow, ping, woke(61_000));
    expect(state.phase).toBe("resuming");
    expect(effects.map((effect) => effect.do)).toEqual(["disconnect", "retry"]);
  });

  it("keeps waiting for a ping that was sent a moment ago", () => {
    const [state, effects] = run(slow, ping, woke(5900));
    expect([state.phase, effects]).toEqual(["live", []]);
  });

  it("sends no ping before it is seated", () => {
    expect(step(initialConnection("token"), woke(1000))[1]).toEqual([]);
  });
});

describe("pings", () => {
  const ping: Input = { is: "ping", at: 1000, random: 0.5 };
  const pong = (head: number, at = 1100) => frame({ pong: { "session/2": head }, now: NOW }, at);

  it("measures the server's clock in the middle of the round trip", () => {
    const fresh = run({ ...live(), offset: { ms: 0, rtt: Infinity } }, ping, pong(41))[0];
    expect(fresh.offset).toEqual({ ms: Date.parse(NOW) - 1050, rtt: 100 });
  });

  it("follows again when the head stays ahead for seconds", () => {
    const [once, nothing] = run(live(), ping, pong(43));
    expect(sent(nothing)).toEqual([]);
    expect(once.phase).toBe("live");
    const [soon, still] = run(once, ping, pong(43, 2100));
    expect([soon.phase, sent(still)]).toEqual(["live", []]);
    const [late, effects] = run(soon, ping, pong(43, 9100));
    expect(sent(effects)).toEqual([{ follow: "session/2", cursor: "c41" }]);
    expect(late.phase).toBe("behind");
  });

  it("forgets a lag once it has caught up", () => {
    const [state, effects] = run(
      live(),
      ping,
      pong(42),
      frame(event(41, 42)),
      ping,
      pong(42, 5000),
      ping,
      pong(43, 11_000),
    );
    expect(sent(effects)).toEqual([]);
    expect(state.followed["session/2"]?.behindSince).toBe(11_000);
  });

  it("gives up a connection whose pong is missing for nine seconds", () => {
    const [waits, nothing] = run(live(), ping, { ...ping, at: 9900 });
    expect([waits.phase, nothing]).toEqual(["live", []]);
    const [state, effects] = step(waits, { ...ping, at: 10_000 });
    expect(state.phase).toBe("resuming");
    expect(effects).toEqual([{ do: "disconnect" }, { do: "retry", afterMs: 300 }]);
  });

  it("sends no ping while it is not seated", () => {
    const [state] = run(live(), lost);
    expect(step(state, ping)).toEqual([state, []]);
    expect(step(state, { is: "renew" })).toEqual([state, []]);
  });
});

describe("resuming", () => {
  it.each([1000, 1001, 1006, 1011, 4008, 4012, 4013])("resumes after close code %i", (code) => {
    const [state, effects] = run(live(), { is: "closed", code, reason: "", random: 0.5 });
    expect(state.phase).toBe("resuming");
    expect(effects.map((effect) => effect.do)).toEqual(["retry"]);
  });

  it("comes back when a draining server tells it to, and on its own otherwise", () => {
    const told = run(live(), { is: "closed", code: 4012, reason: "3120", random: 0.5 });
    expect(told[1]).toEqual([{ do: "retry", afterMs: 3120 }]);
    expect(run(told[0], { is: "retry" }, lost)[1]).toEqual([{ do: "retry", afterMs: 600 }]);
    const untold = run(live(), { is: "closed", code: 4012, reason: "The server drains", random: 0.5 });
    expect(untold[1]).toEqual([{ do: "retry", afterMs: 300 }]);
  });

  it("connects when the wait is over, and follows from its cursors", () => {
    const [waiting] = run(live(), lost);
    expect(step(waiting, { is: "retry" })[1]).toEqual([{ do: "connect" }]);
    const [state, effects] = run(waiting, opened, seatTaken);
    expect(state.phase).toBe("behind");
    expect(sent(effects)).toEqual([{ follow: "session/2", cursor: "c41" }]);
    expect(run(state, mine(41))[0].phase).toBe("live");
  });

  it("sends unanswered commands again with the same id, and answers each once", () => {
    const [asked, first] = run(live(), { is: "command", command: COMMAND });
    expect(sent(first)).toEqual([COMMAND]);
    const [state, effects] = run(asked, lost, opened, seatTaken);
    expect(sent(effects)).toEqual([{ follow: "session/2", cursor: "c41" }, COMMAND]);
    const [done, answers] = run(state, frame({ done: COMMAND.id, seq: 42 }));
    expect(answers).toEqual([{ do: "answer", id: COMMAND.id, outcome: { ok: true, seq: 42 } }]);
    expect(step(done, frame({ done: COMMAND.id, seq: 42 }))).toEqual([done, []]);
  });

  it("keeps a command that is sent while the connection is down", () => {
    const [state, effects] = run(live(), lost, { is: "command", command: COMMAND });
    expect(effects).toEqual([]);
    expect(sent(run(state, opened, seatTaken)[1])).toContainEqual(COMMAND);
  });

  it("passes a command's refusal on and stays", () => {
    const refused = { refused: COMMAND.id, code: "floor.list_closed", message: "Closed.", values: {} };
    const [state, effects] = run(live(), { is: "command", command: COMMAND }, frame(refused));
    expect(state.phase).toBe("live");
    expect(effects).toEqual([
      {
        do: "answer",
        id: COMMAND.id,
        outcome: { ok: false, code: "floor.list_closed", message: "Closed.", values: {} },
      },
    ]);
  });

  it("answers a command that the server would not read, and does not send it", () => {
    const text = (characters: number) => ({
      ...COMMAND,
      command: { type: "floor.inscribe", text: "多".repeat(characters) },
    });
    const [state, effects] = run(live(), { is: "command", command: text(21_900) });
    expect(effects).toMatchObject([
      { do: "answer", id: COMMAND.id, outcome: { ok: false, code: "wire.too_long" } },
    ]);
    expect(state.pending).toEqual([]);
    expect(sent(run(live(), { is: "command", command: text(21_800) })[1])).toHaveLength(1);
  });

  it("waits longer each time, up to 8 s, spread by half", () => {
    expect([0, 1, 2, 3, 4, 5, 9].map((attempt) => retryDelay(attempt, 0.5))).toEqual([
      300, 600, 1200, 2400, 4800, 8000, 8000,
    ]);
    expect([retryDelay(0, 0), retryDelay(9, 1)]).toEqual([150, 12000]);
    expect(run(live(), lost, lost)[1]).toEqual([{ do: "retry", afterMs: 600 }]);
  });

  it("waits longer after it was throttled", () => {
    expect(run(live(), { is: "closed", code: 4008, reason: "", random: 0.5 })[1]).toEqual([
      { do: "retry", afterMs: 4800 },
    ]);
  });

  it("begins with short waits again once a pong has arrived", () => {
    const back = run(live(), lost, lost, opened, seatTaken, mine(41))[0];
    expect(back.attempt).toBe(2);
    const held = run(back, { is: "ping", at: 0, random: 0 }, frame({ pong: {}, now: NOW }))[0];
    expect(held.attempt).toBe(0);
  });

  it("is still connecting while the first handshakes fail", () => {
    expect(run(initialConnection("token"), lost)[0].phase).toBe("connecting");
  });
});

describe("the seat", () => {
  it("keeps a renewed token for the next hello", () => {
    const renewed = frame({ ...SEAT_FRAME, token: "fresh" });
    const [state] = run(live(), renewed, lost);
    expect(step(state, opened)[1]).toEqual([{ do: "send", frame: { hello: "fresh", device: null } }]);
  });

  it("takes new roles while connected, with the snapshots that replace the data", () => {
    const promoted = { ...SEAT_FRAME, seat: { ...SEAT, roles: ["delegate", "moderator"] } };
    const [state, effects] = run(live(), frame(promoted));
    expect(effects).toEqual([{ do: "seat", frame: promoted }]);
    expect(state.seat?.roles).toEqual(["delegate", "moderator"]);
    expect(state.phase).toBe("live");
    const [after, replaced] = run(state, snapshot(43, "m43"), mine(43));
    expect(applied(replaced)).toHaveLength(2);
    expect(after.followed["session/2"]).toMatchObject({ seq: 43, cursor: "m43" });
  });

  it("tells the server what is followed aside, also after a snapshot, and when that changes", () => {
    const aside: Input = { ...follow, aside: true };
    const told = (state: Connection, input: Input) => sent(run(state, input)[1]);
    const [state, effects] = run(initialConnection("token"), aside, opened, seatTaken);
    expect(sent(effects)).toContainEqual({ follow: "session/2", cursor: null, aside: true });
    const [shown] = run(state, snapshot(41, "c41"), mine(41));
    expect(told(shown, aside)).toEqual([]);
    expect(told(shown, follow)).toEqual([{ follow: "session/2", cursor: "c41" }]);
    expect(told(run(shown, follow)[0], aside)).toEqual([{ follow: "session/2", cursor: "c41", aside: true }]);
  });

  it("goes on without a refused stream that is followed aside", () => {
    const refusal = { refused: "session/2", code: "session.staff_only", message: "Closed.", values: {} };
    const aside = run(initialConnection("token"), { ...follow, aside: true }, opened, seatTaken)[0];
    const [state, effects] = run(aside, frame(refusal));
    expect(state).toMatchObject({ phase: "live", followed: {}, refusal: null });
    expect(effects).toContainEqual({ do: "forget", stream: "session/2" });
    expect(run(aside, follow, frame(refusal))[0].phase).toBe("refused");
    expect(run(aside, { is: "stumbled", random: 0.5 }, opened, seatTaken, frame(refusal))[0].phase).toBe(
      "live",
    );
  });

  it.each(["hello", "session/2"])("is final when %s is refused, and no command waits for ever", (refused) => {
    const refusal = { refused, code: "seat.withdrawn", message: "Ask the organiser.", values: {} };
    const [state, effects] = run(start(), { is: "command", command: COMMAND }, frame(refusal));
    expect(state).toMatchObject({ phase: "refused", refusal, pending: [] });
    expect(effects).toEqual([
      { do: "disconnect" },
      {
        do: "answer",
        id: COMMAND.id,
        outcome: { ok: false, code: "seat.withdrawn", message: "Ask the organiser." },
      },
    ]);
    expect(step(state, { is: "retry" })).toEqual([state, []]);
  });

  it("is final after a close code 44xx without a reason", () => {
    const [state] = run(live(), { is: "closed", code: 4403, reason: "", random: 0 });
    expect(state).toMatchObject({ phase: "refused", refusal: { code: "wire.closed" } });
  });
});
