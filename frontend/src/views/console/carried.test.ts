/** What the console says and asks after a vote on a motion (FL27). */
import { describe, expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { openVote } from "../../testing/votes";
import type { Entities } from "../../state/store.svelte";
import ChairScript from "./ChairScript.svelte";
import { ConsoleController } from "./consoleController.svelte";
import { makeActs } from "./acts";
import VoteBand from "./VoteBand.svelte";

type Vote = Entities["vote"];

const entry = {
  8: { id: "8", party: "chile", kind: "statement" as const, mode: "live" as const, order: [1] },
};
const SUSPENDED = "2021-11-16T05:31:00Z";

/** A vote on a motion was closed; Fiji, whom it interrupted, has the floor again, suspended or not. */
function decided(
  vote: Partial<Vote>,
  { debate = "open" as Entities["floor"]["debate"], state = "open", suspended = false, speaks = true } = {},
) {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const opened = openSession(speaks ? { id: "1", suspended_at: suspended ? SUSPENDED : null } : null, 5);
  const floor = opened.floor?.["2"];
  client.receiveEvent({
    ...opened,
    session: { 2: { ...opened.session?.["2"], state: state as "open" } },
    floor: { 2: { ...floor, debate, list_state: debate === "open" ? "open" : "closed" } },
    entry,
    vote: {
      4: {
        ...{ id: "4", subject: "motion", method: "show_of_hands", majority: "simple", party: "chile" },
        ...{ motion_text: "", closed_at: SUSPENDED, roll: [], in_favour: 9, against: 2, abstentions: 1 },
        ...{ carried: true, ...vote },
      } as Vote,
    },
  });
  const controller = new ConsoleController(client, "2");
  const view = show(VoteBand, {}, client, controller);
  return { client, controller, view, script: show(ChairScript, {}, client, controller) };
}

const said = (view: { find(id: string): Element | null }, id: string) => view.find(id)?.textContent.trim();

describe("a vote under way", () => {
  const script = (vote: Partial<Vote>) => {
    const client = new ManualClient({ roles: ["moderator"], party: null });
    openVote(client, { question: "Shall we go on", ...vote });
    return said(show(ChairScript, {}, client, new ConsoleController(client, "2")), "script");
  };

  it("is begun in the words of its method", () => {
    expect(script({ method: "show_of_hands" })).toBe(
      "Indicative vote: Shall we go on. Who is in favour? Who is against? Who abstains?",
    );
    expect(script({ method: "electronic" })).toBe(
      "Indicative vote: Shall we go on. Delegations vote now: yes, no or abstain.",
    );
    expect(script({ method: "without_a_vote", subject: "motion", motion: "suspension" })).toBe(
      "To be decided without a vote: suspension of the meeting. Whoever objects says so now.",
    );
  });

  it("names the delegation from which the roll begins, then each that is called", () => {
    const roll = { method: "roll_call", drawn: "fiji" } as const;
    expect(script({ ...roll, called: "fiji" })).toBe(
      "Indicative vote: Shall we go on. The roll begins with Fiji, drawn by lot. Fiji is called.",
    );
    expect(script({ ...roll, called: "japan" })).toBe("Japan is called.");
    expect(script({ ...roll, called: "fiji", round: 2 })).toBe("Second call: Fiji is called.");
    expect(script({ ...roll, called: null })).toBe("Indicative vote: Shall we go on");
  });
});

describe("a motion that was carried", () => {
  it("closes the debate: the chair decides whether the interrupted speaker finishes", () => {
    const over = { debate: "closed", suspended: true } as const;
    const { client, controller, view, script } = decided({ motion: "closure_of_debate" }, over);
    expect(said(view, "carried")).toContain("The debate is closed");
    expect(controller.model.nextSpeaker).toBeNull();
    view.press("let-finish");
    view.press("end-turn");
    expect(client.sentCommands).toEqual([
      { type: "floor.resume_turn", token: 5 },
      { type: "floor.end", token: 5 },
    ]);
    expect(said(script, "script")).toBe(
      "Adopted: closure of the debate. In favour 9, against 2, abstentions 1. The debate on this item is closed.",
    );
  });

  it("closes the debate: the next item is offered, and a later vote says no more of it", () => {
    const over = { debate: "closed", speaks: false } as const;
    const { view } = decided({ motion: "closure_of_debate" }, over);
    expect(view.find("take-up")).not.toBeNull();
    const later = decided({ subject: "indicative", motion: null, question: "Which item first?" }, over);
    expect(said(later.script, "script")).not.toContain("The debate on this item is closed");
  });

  it("gives its digits up while an order waits, and stays beside a ruling", () => {
    const { client, controller, view } = decided(
      { motion: "closure_of_debate" },
      { debate: "closed", suspended: true },
    );
    const none = () => undefined;
    const acts = makeActs(controller, { chair: none, sound: none, text: none });
    const order = { id: "9", party: "chile", kind: "point_of_order" as const, order: [0, 0] };
    client.receiveEvent({ entry: { 9: order } });
    expect(view.find("end-turn")).toBeNull();
    acts.choice_2.do();
    client.receiveEvent({ floor: { 2: { ...controller.model.floor, ruled: "1" } } }, null, { entry: ["9"] });
    expect(client.sentCommands).toEqual([]);
    expect(view.find("ruled")).not.toBeNull();
    expect(view.find("end-turn")).not.toBeNull();
    acts.choice_2.do();
    expect(client.sentCommands).toEqual([{ type: "floor.end", token: 5 }]);
  });

  it("adjourns the debate: the chair takes up another item", () => {
    const over = { debate: "adjourned", speaks: false } as const;
    const { controller, view } = decided({ motion: "adjournment_of_debate" }, over);
    expect(view.find("let-finish")).toBeNull();
    view.press("take-up");
    expect(controller.panels.unfolded).toBe("items");
  });

  it("adjourns the meeting: the chair says until when, or closes it", () => {
    const { controller, view, script } = decided({ motion: "adjournment" }, { state: "suspended" });
    view.press("adjourn-until");
    expect(controller.panels.unfolded).toBe("adjourn");
    view.press("close-for-good");
    expect(controller.panels.unfolded).toBe("close");
    expect(said(script, "script")).toContain("The meeting is adjourned.");
  });

  it("suspends the meeting, and leaves nothing to decide", () => {
    const { view } = decided({ motion: "suspension" }, { state: "suspended", suspended: true });
    expect(said(view, "carried")).toBe("The session is suspended.");
    expect(view.find("vote-result")?.querySelector("button")).toBeNull();
  });

  it("asks nothing once it was undone", () => {
    const { view } = decided({ motion: "closure_of_debate" });
    expect([view.find("carried"), view.find("let-finish")]).toEqual([null, null]);
  });
});

describe("what the chair says after a vote", () => {
  it("is the result, and who has the floor again", () => {
    const { view, script } = decided({
      motion: "other",
      motion_text: "That the room be aired.",
      carried: false,
    });
    expect(view.find("carried")).toBeNull();
    expect(said(script, "script")).toMatch(
      /^Not adopted: .*aired.*abstentions 1\. .* has the floor again\.$/,
    );
  });

  it("is the result before the next speaker", () => {
    const { script } = decided({ motion: "suspension", carried: false }, { speaks: false });
    expect(said(script, "script")).toMatch(/^Not adopted: suspension of the meeting\. .*I give the floor to/);
  });
});

it("says who appeals, and puts the appeal to the vote (FL13)", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const opened = openSession();
  client.receiveEvent({ ...opened, entry });
  client.receiveEvent({ floor: { 2: { ...opened.floor?.["2"], ruled: "3", appellant: "chile" } } });
  const party = { chile: { id: "chile", name: { en: "Chile" }, spoken: {} } };
  client.receiveEvent({ party }, null, {}, "conference/1");
  const controller = new ConsoleController(client, "2");
  expect(said(show(ChairScript, {}, client, controller), "script")).toBe(
    "Chile appeals against the ruling. I put the appeal to the vote.",
  );
  expect(controller.model.nextSpeaker).toBeNull();
});

it("says in a break that the meeting is suspended, and calls nobody", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const opened = openSession();
  client.receiveEvent({ ...opened, entry });
  client.receiveEvent({ session: { 2: { ...opened.session?.["2"], state: "suspended" } } } as never);
  client.receiveEvent({ floor: { 2: { ...opened.floor?.["2"], ruled: "3", appellant: "chile" } } });
  const controller = new ConsoleController(client, "2");
  expect(said(show(ChairScript, {}, client, controller), "script")).toBe("The meeting is suspended.");
});

describe("what the chair says on a motion", () => {
  const motion = (
    of: "closure_of_debate" | "other" | "suspension",
    heard: Entities["pending_motion"]["heard"] = [],
  ) => {
    const client = new ManualClient({ roles: ["moderator"], party: null });
    client.receiveEvent(openSession({ id: "3", kind: "motion", motion: of, motion_text: "" }, 3));
    const most = { closure_of_debate: [0, 2], other: [2, 2], suspension: [0, 0] }[of];
    const [in_favour = 0, against = 0] = most;
    client.receiveEvent({
      pending_motion: {
        3: { id: "3", entry: "10", party: "peru", motion: of, motion_text: "", in_favour, against, heard },
      },
    });
    const controller = new ConsoleController(client, "2");
    return said(show(ChairScript, {}, client, controller), "script");
  };
  const spoke = (entry: string, party: string) => ({ entry, party, side: "against" as const });

  it("asks who opposes before it is put to the vote", () => {
    expect(motion("closure_of_debate")).toContain("Who wishes to speak against the motion?");
    expect(motion("other")).toContain("Who wishes to speak for or against the motion?");
  });

  it("puts it to the vote once nobody else may speak", () => {
    expect(motion("suspension")).toContain("I put the motion to the vote.");
    const heard = motion("closure_of_debate", [spoke("11", "chile"), spoke("12", "japan")]);
    expect(heard).toContain("I put the motion to the vote.");
  });
});
