import { beforeEach, describe, expect, it } from "vitest";
import { ManualClient, openSession } from "../../../testing/client";
import { show } from "../../../testing/view";
import { changeVote } from "../../../testing/votes";
import type { Command } from "../../../wire/frames";
import { OwnSessionModel } from "../ownSessionModel.svelte";
import MotionStrip from "./MotionStrip.svelte";

let client: ManualClient;
let sent: Command[];

const motion = (changes: object = {}) => ({
  pending_motion: {
    3: {
      ...{ id: "3", entry: "1", party: "chile", motion: "adjournment_of_debate" as const, motion_text: "" },
      ...{ in_favour: 2, against: 2, heard: [], recognised_at: "2021-11-16T05:30:00Z" },
      ...changes,
    },
  },
});
const asks = (id: string, party: string, side: "for" | "against") => ({
  [id]: { id, party, kind: "on_motion" as const, of: "3", side, order: [0, 0, Number(id), 0] },
});

beforeEach(() => {
  client = new ManualClient();
  client.receiveEvent(openSession());
  sent = [];
});

function shown() {
  const model = new OwnSessionModel(client, "2");
  return show(
    MotionStrip,
    { model, waiting: false, onact: (command: Command) => sent.push(command) },
    client,
  );
}

describe("a motion before the meeting", () => {
  it("is spoken on by one press, for and against", () => {
    client.receiveEvent(motion());
    const view = shown();
    view.press("speak-for");
    view.press("speak-against");
    expect(sent).toEqual([
      { type: "floor.speak_on_motion", motion: "3", side: "for" },
      { type: "floor.speak_on_motion", motion: "3", side: "against" },
    ]);
  });

  it("has no more places than its kind allows", () => {
    client.receiveEvent(motion({ in_favour: 0 }));
    client.receiveEvent({ entry: { ...asks("8", "peru", "against"), ...asks("9", "japan", "against") } });
    const view = shown();
    expect([view.find("speak-for"), view.find("speak-against")]).toEqual([null, null]);
    expect(view.find("speaker-8")).not.toBeNull();
  });

  it("tells who asked that it did, and is withdrawn from again", () => {
    client.receiveEvent(motion());
    client.receiveEvent({ entry: asks("8", "fiji", "against") });
    const view = shown();
    expect(view.find("asked-on-motion")?.textContent).toContain("against");
    expect(view.find("speak-for")).toBeNull();
    view.press("withdraw-on-motion");
    expect(sent).toEqual([{ type: "floor.withdraw", entry: "8" }]);
  });

  it("is spoken on once", () => {
    client.receiveEvent(motion({ heard: [{ entry: "8", party: "fiji", side: "for" }] }));
    const view = shown();
    expect([view.find("speak-for"), view.find("speak-against")]).toEqual([null, null]);
  });

  it("is withdrawn by its mover in two presses", () => {
    client.receiveEvent(motion({ party: "fiji" }));
    const view = shown();
    expect(view.find("speak-for")).toBeNull();
    view.press("withdraw-motion");
    expect(sent).toEqual([]);
    view.press("withdraw-motion-confirm");
    expect(sent).toEqual([{ type: "floor.withdraw_motion", motion: "3" }]);
  });

  it("is not spoken on while the session is suspended, and is gone during the vote", () => {
    client.receiveEvent(motion());
    const view = shown();
    client.receiveEvent({ session: { 2: { id: "2", state: "suspended" } } });
    expect([view.find("motion-strip") === null, view.find("speak-for")]).toEqual([false, null]);
    changeVote(client, { subject: "motion", party: "chile" });
    expect(view.find("motion-strip")).toBeNull();
  });
});
