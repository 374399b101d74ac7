import { expect, it, onTestFinished, vi } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import { NO_LINES, SessionModel, type Turn } from "../../state/sessionModel.svelte";
import { ManualClient, openSession, STREAM } from "../../testing/client";
import { openVote } from "../../testing/votes";
import type { StreamEvent } from "../../wire/frames";
import { announce } from "./announce";

const RULED = { type: "floor.ruled", turn: "2", party: "chile", ruling: "noted", text: "", spoken: 9 };
const BACK = { entry: "2", returned: "1", resumed: true };

// Only votes and the sound of the floor are announced by the model.
const model = { turn: null } as SessionModel;

it("tells only the party whose turn goes on after a ruling that it has the floor", () => {
  const event = { ...RULED, ...BACK } as StreamEvent;
  const nameOf = (party: string) => party;
  announcer.sayNow("");
  announce(event, { party: "japan", nameOf, holder: "fiji", model });
  announce(event, { party: null, nameOf, holder: null, model });
  expect(announcer.assertive).toBe("");
  announce(event, { party: "fiji", nameOf, holder: "fiji", model });
  expect(announcer.assertive).toBe("You have the floor");
});

it("tells that a turn is suspended and goes on", () => {
  const say = vi.spyOn(announcer, "say").mockImplementation(() => undefined);
  onTestFinished(() => say.mockRestore());
  const turn = { turn: "1", party: "fiji", reason: "" };
  const told = (type: string, party: string) => {
    const nameOf = (id: string) => id.toUpperCase();
    announce({ ...turn, type } as StreamEvent, { party, nameOf, holder: "fiji", model });
  };
  told("floor.turn_suspended", "fiji");
  expect(announcer.assertive).toBe("Suspended: nobody is heard");
  told("floor.turn_resumed", "fiji");
  expect(announcer.assertive).toBe("You have the floor");
  told("floor.turn_suspended", "japan");
  told("floor.turn_resumed", "japan");
  expect(say.mock.calls).toEqual([["Suspended: nobody is heard"], ["FIJI has the floor", "floor"]]);
});

it("says that the returned turn is suspended, if it is", () => {
  const event = { ...RULED, ...BACK, resumed: false } as StreamEvent;
  const told = (turn: Partial<Turn>) => {
    const client = new ManualClient();
    client.receiveEvent(openSession({ id: "1", suspended_at: "2021-11-16T05:20:00Z", ...turn }));
    announcer.sayNow("");
    const suspended = new SessionModel(client, "2");
    announce(event, { party: "fiji", nameOf: (party) => party, holder: "fiji", model: suspended });
    return announcer.assertive;
  };
  expect(told({ place: "remote" })).toBe("Suspended: nobody is heard");
  // The hall's own microphones may still carry the voice.
  expect(told({ place: "hall" })).toBe("The turn is suspended");
});

it("does not say so if no turn goes on", () => {
  const event = { ...RULED, ...BACK, returned: null } as StreamEvent;
  announcer.sayNow("");
  announce(event, { party: "fiji", nameOf: (party) => party, holder: null, model });
  expect(announcer.assertive).toBe("");
});

it("announces a result under a subject of its own, so that no later event takes its place", () => {
  const say = vi.spyOn(announcer, "say");
  onTestFinished(() => say.mockRestore());
  const client = new ManualClient();
  openVote(client);
  const vote = client.store.one(STREAM, "vote", "9");
  const closed = { ...vote, type: "vote.closed", carried: true, in_favour: 2, against: 1 };
  announce(closed as unknown as StreamEvent, {
    party: "fiji",
    nameOf: (party) => party,
    holder: null,
    model: new SessionModel(client, "2"),
  });
  expect(say).toHaveBeenCalledExactlyOnceWith(
    expect.stringContaining("In favour 2, against 1, abstentions 0."),
    "vote",
  );
});

it("says in one breath who has the floor and that the hall alone hears it, to who is elsewhere", () => {
  const say = vi.spyOn(announcer, "say").mockImplementation(() => undefined);
  onTestFinished(() => say.mockRestore());
  const client = new ManualClient();
  client.receiveEvent(openSession({ id: "1", party: "chile", mode: "live", place: "hall" }));
  client.receiveSignal("media.lines", NO_LINES);
  const event = { type: "floor.granted", party: "chile" } as StreamEvent;
  const reader = { party: "fiji", nameOf: () => "Chile", holder: "chile" };
  announce(event, { ...reader, model: new SessionModel(client, "2") });
  expect(say).toHaveBeenCalledExactlyOnceWith(
    "Chile has the floor: Heard in the hall alone (off air)",
    "floor",
  );
});

it("announces the result of a roll call", () => {
  const event = { type: "rollcall.closed", present: ["fiji", "chile"], accredited: 5 };
  expect(saidOf(new ManualClient(), event)).toEqual(["Roll call closed: 2 of 5 present"]);
});

const RULING = {
  ...{ turn: "2", party: "japan", ruling: "not_upheld", text: "It is in order.", motion: null },
  ...{ motion_text: "", appeals_withdrawn: [] },
} as const;

/** What is said of an event in a session that has come so far. */
function saidOf(client: ManualClient, event: object): string[] {
  const say = vi.spyOn(announcer, "say").mockImplementation(() => undefined);
  onTestFinished(() => say.mockRestore());
  const heard = { party: "fiji", nameOf: (party: string) => party, holder: null };
  announce(event as StreamEvent, { ...heard, model: new SessionModel(client, "2") });
  return say.mock.calls.map(([text]) => text);
}

it("announces a ruling with what was ruled on, and the chair’s line", () => {
  const client = new ManualClient();
  const opened = openSession();
  const floor = { 2: { ...opened.floor?.["2"], ruling: RULING } };
  client.receiveEvent({ ...opened, floor } as never);
  expect(saidOf(client, { ...RULED, ...BACK, returned: null })).toEqual([
    "The chair ruled: the point of order of japan is not upheld. The chair: “It is in order.”",
  ]);
});

it("announces a vote on an appeal with the ruling", () => {
  const client = new ManualClient();
  const appeal = { subject: "appeal", party: "chile", question: "", ruling: RULING } as const;
  openVote(client, appeal as never);
  const vote = client.store.one(STREAM, "vote", "9");
  expect(saidOf(client, { ...vote, type: "vote.put", ruling: undefined })).toEqual([
    "Vote on the appeal of Chile against the ruling: the point of order of Japan is not upheld",
  ]);
});
