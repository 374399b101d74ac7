/** Points of order, motions and appeals at the console (FL13). */
import { describe, expect, it } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import type { Entities } from "../../state/store.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import { makeActs } from "./acts";
import FloorPanel from "./FloorPanel.svelte";
import MainActs from "./MainActs.svelte";
import NotReady from "./NotReady.svelte";
import PointOfOrderBand from "./PointOfOrderBand.svelte";
import VoteBand from "./VoteBand.svelte";

const none = () => undefined;
const press = (controller: ConsoleController, act: "choice_1") =>
  void makeActs(controller, { chair: none, sound: none, text: none })[act].do();

const statement = { 8: { id: "8", party: "fiji", kind: "statement" as const, order: [1], limit: 180 } };
const order = { 9: { id: "9", party: "chile", kind: "point_of_order" as const, order: [0, 0] } };
const motion = {
  10: {
    id: "10",
    party: "peru",
    kind: "motion" as const,
    motion: "other" as const,
    motion_text: "That the room be aired.",
    order: [0, 6],
  },
};

const pending = (id: string, of: "suspension" | "closure_of_debate", party = "peru") => ({
  ...{ id, entry: "10", party, motion: of, motion_text: "", recognised_at: "2021-11-16T05:30:00Z" },
  ...{ in_favour: 0, against: of === "suspension" ? 0 : 2, heard: [] },
});
const against = (id: string, party: string, rank: number) => ({
  ...{ id, party, kind: "on_motion" as const, of: "3", side: "against" as const, order: [0, 0, rank, 1] },
});

function presiding(put: object = {}) {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  client.receiveEvent(put);
  return { client, controller: new ConsoleController(client, "2") };
}

it("shows all that waits, in order, with what was moved", () => {
  const { client, controller } = presiding({ entry: { ...motion, ...order } });
  const view = show(PointOfOrderBand, {}, client, controller);
  expect(view.find("point-of-order")?.querySelector("strong")?.textContent).toContain("Point of order");
  expect(view.find("later-orders")?.textContent).toContain("That the room be aired.");
});

it("names those that wait while a point of order is heard", () => {
  const { client, controller } = presiding();
  client.receiveEvent({ ...openSession({ id: "3", kind: "point_of_order" }, 3), entry: order });
  const view = show(PointOfOrderBand, {}, client, controller);
  expect(view.find("ruling")?.querySelector("ol")?.textContent).toContain("Point of order");
});

it("asks before it hears a mover who is not ready, who can only wait or be called anyway (FL19)", async () => {
  const { client, controller } = presiding({ entry: motion });
  const view = show(NotReady, {}, client, controller);
  show(PointOfOrderBand, {}, client, controller).press("recognise");
  await client.answer("floor.not_ready");
  expect([controller.commands.runner.refused, view.find("call-later")]).toEqual([null, null]);
  expect(announcer.assertive).toMatch(/ is not ready\. Call anyway\?$/);
  controller.granting.callLater();
  expect([view.find("not-ready") === null, client.sentCommands.length]).toEqual([false, 1]);
  view.press("call-anyway");
  expect(client.sentCommands.at(-1)).toEqual({
    ...{ type: "floor.recognise", entry: "10", token: 1, confirmed: true },
  });
});

describe("giving the floor while a point of order waits", () => {
  it("asks first, and gives it when asked again", () => {
    const { client, controller } = presiding({ entry: { ...statement, ...order } });
    const view = show(NotReady, {}, client, controller);
    controller.granting.giveFloor(controller.model.next);
    expect(client.sentCommands).toEqual([]);
    expect(controller.needsDecision).toBe(true);
    view.press("give-anyway");
    expect(client.sentCommands).toMatchObject([{ type: "floor.grant", entry: "8", confirmed: false }]);
  });

  it("asks no longer once it was heard or withdrawn", () => {
    const { client, controller } = presiding({ entry: { ...statement, ...order } });
    controller.granting.giveFloor(controller.model.next);
    client.receiveEvent({}, null, { entry: ["9"] });
    expect(controller.granting.entryBehindOrder).toBeNull();
    controller.granting.giveFloor(controller.model.next);
    expect(client.sentCommands).toMatchObject([{ type: "floor.grant", entry: "8" }]);
  });

  it("asks again when another point of order waits", () => {
    const { client, controller } = presiding({ entry: { ...statement, ...order } });
    controller.granting.giveFloor(controller.model.next);
    const another = { 11: { ...order[9], id: "11" } };
    client.receiveEvent({ entry: another }, null, { entry: ["9"] });
    expect(controller.granting.entryBehindOrder).toBeNull();
    controller.granting.giveFloor(controller.model.next);
    expect([client.sentCommands, controller.granting.entryBehindOrder?.id]).toEqual([[], "8"]);
  });

  it("asks about the point of order instead, when that one is not ready", async () => {
    const { client, controller } = presiding({ entry: { ...statement, ...order } });
    const view = show(NotReady, {}, client, controller);
    controller.granting.giveFloor(controller.model.next);
    view.press("hear-order");
    await client.answer("floor.not_ready");
    expect([view.find("order-waits"), view.find("not-ready") === null]).toEqual([null, false]);
  });

  it("answers for the point of order, not for the entry that was to cut the speaker", async () => {
    const { client, controller } = presiding({ entry: statement });
    const started_at = new Date(client.now).toISOString();
    client.receiveEvent(openSession({ id: "1", allotted: 3600, started_at }));
    controller.granting.giveFloor(controller.model.next);
    expect(controller.granting.entryThatCuts?.id).toBe("8");
    client.receiveEvent({ entry: order });
    controller.granting.recognise();
    await client.answer("floor.not_ready");
    controller.granting.grantAnyway();
    expect(client.sentCommands).toMatchObject([
      { type: "floor.recognise", entry: "9", confirmed: false },
      { type: "floor.recognise", entry: "9", confirmed: true },
    ]);
  });

  it("does not ask because of a motion", () => {
    const { client, controller } = presiding({ entry: { ...statement, ...motion } });
    controller.granting.giveFloor(controller.model.next);
    expect(client.sentCommands).toMatchObject([{ type: "floor.grant", entry: "8" }]);
  });
});

describe("a motion that is heard", () => {
  const heard = () => {
    const { client, controller } = presiding();
    client.receiveEvent(openSession({ id: "3", kind: "motion", motion: "suspension", motion_text: "" }, 3));
    client.receiveEvent({ pending_motion: { 3: pending("3", "suspension") } });
    return { client, controller, view: show(VoteBand, {}, client, controller) };
  };

  it("is ruled out of order with words, never in one press", async () => {
    const { client, view } = heard();
    view.press("rule-out");
    expect(client.sentCommands).toEqual([]);
    view.type("rule-out-text", "It was decided already. ");
    view.press("rule-out-confirm");
    expect(client.sentCommands).toEqual([
      { type: "floor.rule_out_of_order", token: 3, text: "It was decided already." },
    ]);
    await client.answer("floor.token_changed");
    expect(view.field("rule-out-text").value).toBe("It was decided already. ");
  });
});

describe("a motion that is debated", () => {
  const debated = () => {
    const { client, controller } = presiding();
    client.receiveEvent(openSession({ id: "4", kind: "on_motion", party: "fiji" }, 4));
    client.receiveEvent({ pending_motion: { 3: pending("3", "closure_of_debate") } });
    client.receiveEvent({
      entry: { ...statement, 12: against("12", "japan", 1), 13: against("13", "chile", 0) },
    });
    return { client, controller, view: show(VoteBand, {}, client, controller) };
  };

  it("gives the floor to who asked first, and never to the list", () => {
    const { client, controller } = debated();
    controller.granting.giveFloor(controller.model.nextSpeaker);
    expect(client.sentCommands).toEqual([
      { type: "floor.hear_on_motion", entry: "13", token: 4, confirmed: false },
    ]);
    client.receiveEvent({}, null, { entry: ["12", "13"] });
    expect(controller.model.nextSpeaker).toBeNull();
  });

  it("asks first when a point of order waits", () => {
    const { client, controller } = debated();
    client.receiveEvent({ entry: order });
    controller.granting.giveFloor(controller.model.nextSpeaker);
    expect([client.sentCommands, controller.granting.entryBehindOrder?.id]).toEqual([[], "13"]);
    controller.granting.giveFloor(controller.model.nextSpeaker);
    expect(client.sentCommands).toEqual([
      { type: "floor.hear_on_motion", entry: "13", token: 4, confirmed: false },
    ]);
  });

  it("is put to the vote also while others wait, and withdrawn by its own number", () => {
    const { client, view } = debated();
    expect(view.find("speaker-13")).not.toBeNull();
    view.press("put-to-vote");
    view.press("end-motion");
    expect(client.sentCommands).toEqual([
      { type: "floor.put_to_vote", token: 4, terms: { method: "electronic", language: "en", seconds: null } },
      { type: "floor.withdraw_motion", motion: "3" },
    ]);
  });

  it("offers to recognise what precedes it, and lists what waits for it", () => {
    const { client, controller } = debated();
    const view = show(PointOfOrderBand, {}, client, controller);
    client.receiveEvent({ entry: motion });
    expect(view.find("recognise")).toBeNull();
    expect(view.find("orders-wait")?.textContent).toContain("That the room be aired.");
    const suspension = { 14: { ...motion[10], id: "14", motion: "suspension" as const, motion_text: "" } };
    client.receiveEvent({ entry: suspension });
    view.press("recognise");
    expect(client.sentCommands).toEqual([
      { type: "floor.recognise", entry: "14", token: 4, confirmed: false },
    ]);
  });

  it("lets an appeal come first", () => {
    const { client, view } = debated();
    client.receiveEvent({ floor: { 2: { id: "2", ruled: "2", appellant: "chile", token: 5 } } });
    expect(view.find("motion")).toBeNull();
    expect(view.find("appealing")).not.toBeNull();
  });

  it("shows the higher one, and that the lower one waits", () => {
    const { client, view } = debated();
    client.receiveEvent({ pending_motion: { 12: pending("12", "suspension", "chile") } });
    expect(view.find("motion")?.textContent).toContain("moves: suspension of the meeting");
    expect(view.find("motion-below")?.textContent).toContain("closure of the debate");
  });
});

describe("a vote", () => {
  const vote = {
    id: "6",
    subject: "motion" as const,
    method: "electronic" as const,
    majority: "simple" as const,
    motion: "suspension" as const,
    motion_text: "",
    party: "chile",
    closed_at: null,
    called: null,
    round: 1,
    roll: ["chile", "peru"],
  };
  const ballot = (party: string, answer: Entities["ballot"]["answer"]) => ({
    [party]: { id: party, vote: "6", answer, intended: "" as const },
  });
  const voting = (more: object = {}) => {
    const { client, controller } = presiding({ vote: { 6: { ...vote, ...more } } });
    const floor = show(FloorPanel, {}, client, controller);
    const acts = show(MainActs, {}, client, controller);
    return { client, controller, view: { ...acts, find: (id: string) => floor.find(id) ?? acts.find(id) } };
  };

  it("is taken as the chair chose, and the next one in the usual way", async () => {
    const { client, controller } = presiding();
    client.receiveEvent(openSession({ id: "3", kind: "motion", motion: "suspension", motion_text: "" }, 3));
    client.receiveEvent({ pending_motion: { 3: pending("3", "suspension") } });
    const view = show(VoteBand, {}, client, controller);
    view.choose("vote-method", "without_a_vote");
    view.press("put-to-vote");
    const terms = { method: "without_a_vote", language: "en", seconds: 20 };
    expect(client.sentCommands).toEqual([{ type: "floor.put_to_vote", token: 3, terms }]);
    await client.answer();
    expect(view.field("vote-method").value).toBe("electronic");
  });

  it("is taken in the usual way, whatever was chosen for a motion that was withdrawn", () => {
    const { client, controller } = presiding();
    client.receiveEvent(openSession({ id: "3", kind: "motion", motion: "suspension", motion_text: "" }, 3));
    client.receiveEvent({ pending_motion: { 3: pending("3", "suspension") } });
    const view = show(VoteBand, {}, client, controller);
    view.choose("vote-method", "roll_call");
    expect(view.field("vote-method").value).toBe("roll_call");
    void controller.voteCommands.putQuestion("Shall we go on?");
    expect(client.sentCommands).toMatchObject([{ terms: { method: "electronic" } }]);
    client.receiveEvent({ pending_motion: { 4: pending("4", "suspension") } }, null, {
      pending_motion: ["3"],
    });
    expect(view.field("vote-method").value).toBe("electronic");
  });

  it("says how many have voted, and is closed without figures", () => {
    const { client, view } = voting();
    client.receiveEvent({ ballot: ballot("chile", "yes") });
    expect(view.find("vote-progress")?.textContent).toContain("1 of 2 have voted");
    view.press("close-vote");
    expect(client.sentCommands).toEqual([{ type: "vote.close", vote: "6", reason: "" }]);
  });

  it("counts neither who passes nor who is absent as having voted", () => {
    const { client, view } = voting({ method: "roll_call", called: "peru" });
    client.receiveEvent({ ballot: ballot("chile", "pass") });
    expect(view.find("vote-progress")?.textContent).toContain("0 of 2 have voted");
    client.receiveEvent({ ballot: { ...ballot("chile", "no"), ...ballot("peru", "absent") } });
    expect(view.find("vote-progress")?.textContent).toContain("1 of 2 have voted");
  });

  it("counts the objections to a decision without a vote", () => {
    const { client, view } = voting({ method: "without_a_vote" });
    client.receiveEvent({ ballot: { ...ballot("chile", "object"), ...ballot("peru", "") } });
    expect(view.find("vote-progress")?.textContent).toBe("1 objection");
  });

  it("asks why, where nobody voted for or against", () => {
    const { client, view } = voting();
    client.receiveEvent({ ballot: ballot("chile", "abstain") });
    expect(view.find("vote-reason")).toBeNull();
    view.press("close-vote");
    expect(client.sentCommands).toEqual([]);
    view.type("vote-reason", "All abstain. ");
    view.press("close-vote");
    expect(client.sentCommands).toEqual([{ type: "vote.close", vote: "6", reason: "All abstain." }]);
    client.receiveEvent({ ballot: ballot("peru", "no") });
    expect(view.find("vote-reason")).toBeNull();
  });

  it("keeps the focus in the reason, for closing and then for dropping it", async () => {
    const { view } = voting();
    view.press("close-vote");
    await eventually(() => expect(document.activeElement).toBe(view.field("vote-reason")));
    view.press("drop-vote");
    expect(view.find("drop-vote")).toBeNull();
    await eventually(() => expect(document.activeElement).toBe(view.field("vote-reason")));
  });

  it("is closed by its key", () => {
    const { client, controller } = voting();
    client.receiveEvent({ ballot: ballot("chile", "yes") });
    press(controller, "choice_1");
    expect(client.sentCommands).toEqual([{ type: "vote.close", vote: "6", reason: "" }]);
  });

  it("is not closed by its key while the reason for closing it is asked", () => {
    const { client, controller, view } = voting();
    press(controller, "choice_1");
    view.type("vote-reason", "All were silent.");
    press(controller, "choice_1");
    expect(client.sentCommands).toEqual([]);
    expect(view.field("vote-reason").value).toBe("All were silent.");
    expect(view.field("close-vote").querySelector("kbd")).toBeNull();
  });

  it("takes the figures of a show of hands", () => {
    const { client, view } = voting({ method: "show_of_hands" });
    view.type("vote-in_favour", "2");
    view.type("vote-against", "1");
    view.press("close-vote");
    expect(client.sentCommands).toEqual([
      { type: "vote.close", vote: "6", reason: "", in_favour: 2, against: 1, abstentions: 0 },
    ]);
  });

  it("says who is called", () => {
    const { view } = voting({ method: "roll_call", called: "peru", round: 2 });
    expect(view.find("vote-progress")?.textContent).toContain("Second call");
  });

  it("comes before an appeal that was raised meanwhile, which the band names", () => {
    const { client, controller, view } = voting();
    client.receiveEvent({ ballot: ballot("chile", "yes") });
    client.receiveEvent({ floor: { 2: { id: "2", ruled: "8", appellant: "chile", token: 8 } } });
    expect(view.find("appeal-waits")?.textContent).toContain("is put to the vote after this one");
    press(controller, "choice_1");
    expect(client.sentCommands).toEqual([{ type: "vote.close", vote: "6", reason: "" }]);
  });

  it("ends without a result only when asked again, with the reason", () => {
    const { client, view } = voting();
    view.press("drop-vote");
    expect(client.sentCommands).toEqual([]);
    view.type("vote-reason", "The mover withdrew it.");
    view.press("drop-vote-confirm");
    expect(client.sentCommands).toEqual([{ type: "vote.drop", vote: "6", reason: "The mover withdrew it." }]);
  });
});

describe("an appeal that a delegation raised", () => {
  it("is not put to the vote in a break", () => {
    const { client, controller } = presiding();
    client.receiveEvent({ floor: { 2: { id: "2", ruled: "4", appellant: "chile", token: 5 } } });
    client.receiveEvent({ session: { 2: { ...controller.model.session, state: "suspended" } } } as never);
    const view = show(VoteBand, {}, client, controller);
    expect((view.find("appeal-confirm") as HTMLButtonElement).disabled).toBe(true);
    press(controller, "choice_1");
    expect(client.sentCommands).toEqual([]);
  });

  const raised = () => {
    const { client, controller } = presiding();
    const floor = { 2: { id: "2", ruled: "4", appellant: "chile", token: 5 } };
    client.receiveEvent({ floor });
    return { client, view: show(VoteBand, {}, client, controller) };
  };

  it("is put to the vote for that delegation", () => {
    const { client, view } = raised();
    view.press("appeal-confirm");
    const terms = { method: "electronic", language: "en", seconds: null };
    expect(client.sentCommands).toEqual([
      { type: "floor.appeal", token: 5, ruling: "4", party: "chile", terms },
    ]);
  });

  it("is withdrawn for it", () => {
    const { client, view } = raised();
    view.press("withdraw-appeal");
    expect(client.sentCommands).toEqual([{ type: "floor.withdraw_appeal", ruling: "4" }]);
  });
});
