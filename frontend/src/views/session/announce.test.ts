import { expect, it, onTestFinished, vi } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import { SessionModel } from "../../state/sessionModel.svelte";
import { ManualClient, STREAM } from "../../testing/client";
import { openVote } from "../../testing/votes";
import type { StreamEvent } from "../../wire/frames";
import { announce } from "./announce";

const RULED = { type: "floor.ruled", turn: "2", party: "chile", ruling: "noted", text: "", spoken: 9 };
const BACK = { entry: "2", returned: "1", resumed: true };

// Only votes are announced by the model.
const model = {} as SessionModel;

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
