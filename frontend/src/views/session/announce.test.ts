import { expect, it } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import type { SessionModel } from "../../state/sessionModel.svelte";
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
