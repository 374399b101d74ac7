import { expect, it } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import type { StreamEvent } from "../../wire/frames";
import { announce } from "./announce";

const RULED = { type: "floor.ruled", turn: "2", party: "chile", ruling: "noted", text: "", spoken: 9 };
const BACK = { entry: "2", returned: "1", resumed: true };

const tellVote = () => {};

it("tells only the party whose turn goes on after a ruling that it has the floor", () => {
  const event = { ...RULED, ...BACK } as StreamEvent;
  const nameOf = (party: string) => party;
  announcer.sayNow("");
  announce(event, { party: "japan", nameOf, holder: "fiji", tellVote });
  announce(event, { party: null, nameOf, holder: null, tellVote });
  expect(announcer.assertive).toBe("");
  announce(event, { party: "fiji", nameOf, holder: "fiji", tellVote });
  expect(announcer.assertive).toBe("You have the floor");
});

it("does not say so if no turn goes on", () => {
  const event = { ...RULED, ...BACK, returned: null } as StreamEvent;
  announcer.sayNow("");
  announce(event, { party: "fiji", nameOf: (party) => party, holder: null, tellVote });
  expect(announcer.assertive).toBe("");
});
