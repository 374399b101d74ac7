import { expect, it } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { poll, result } from "../../testing/poll";
import { show } from "../../testing/view";
import { SessionModel } from "../../state/sessionModel.svelte";
import type { Poll } from "../../state/polls";
import PollScene from "./PollScene.svelte";
import { presentScene } from "./presentScene";
import { sceneOf } from "./scene";

function screen(values: Partial<Poll>) {
  const client = new ManualClient({ roles: ["hall_screen"], party: null });
  const now = poll({ on_screen: true, ...values });
  client.receiveEvent({ ...openSession(), poll: { 1: now } });
  const props = {
    model: new SessionModel(client, "2"),
    listening: { slots: {} } as never,
    poll: now,
    away: false,
  };
  return { client, view: show(PollScene, props, client) };
}

it("shows a poll before a question and a speaker, and after a vote and the end", () => {
  const of = {
    ...({ session: "open", speaking: true, pinned: true, polled: "open", vote: null } as const),
    ...{ calling: false, pending: null, screen: false, moderated: true },
  };
  expect(sceneOf(of)).toBe("poll");
  expect(sceneOf({ ...of, speaking: false, vote: "under_way" })).toBe("vote");
  expect(sceneOf({ ...of, session: "suspended" })).toBe("suspended");
  expect(sceneOf({ ...of, session: "closed" })).toBe("after");
});

it("shows a closed poll only while no roll is called and no appeal or motion waits", () => {
  const of = {
    ...({ session: "open", speaking: false, pinned: false, polled: "closed", vote: null } as const),
    ...{ calling: false, pending: null, screen: false, moderated: true },
  };
  expect(sceneOf(of)).toBe("poll");
  expect(sceneOf({ ...of, calling: true })).toBe("roll_call");
  expect(sceneOf({ ...of, pending: "appeal" })).toBe("appeal");
  expect(sceneOf({ ...of, pending: "motion" })).toBe("motion");
  expect(sceneOf({ ...of, polled: "open", calling: true, pending: "motion" })).toBe("poll");
});

it("shows a poll until it is taken off the screen", () => {
  const client = new ManualClient({ roles: ["hall_screen"], party: null });
  const closed = poll({ on_screen: true, state: "closed", closed_at: "2021-11-16T05:20:00Z" });
  client.receiveEvent({ ...openSession(), poll: { 1: closed } });
  const model = new SessionModel(client, "2");
  expect(presentScene(model, true)).toBe("poll");
  client.receiveEvent({ poll: { 1: { ...closed, on_screen: false } } });
  expect(presentScene(model, true)).toBe("idle");
});

it("shows the code for joining while people answer", () => {
  const session = { 2: { ...openSession().session?.["2"], code: "K7M3PX", access: "public" as const } };
  const open = screen({});
  open.client.receiveEvent({ session });
  expect(open.view.find("hall-corner")).not.toBeNull();
  const closed = screen({ state: "closed", closed_at: "2021-11-16T05:20:00Z" });
  closed.client.receiveEvent({ session });
  expect(closed.view.find("hall-corner")).toBeNull();
});

it("shows bars with figures, and that it is no vote", () => {
  const { client, view } = screen({});
  expect(view.text()).toContain("Nobody has answered yet");
  client.receiveSignal("poll.result", {
    poll: "1",
    answers: 1001,
    result: result({ answers: 1001, counts: [1000, 1] }),
  });
  expect(view.text()).toContain("Poll of participants – not a vote of delegations");
  expect(view.field("hall-poll-bars").textContent.replaceAll(/\s+/g, " ")).toContain("Yes 1,000 100 %");
  expect(view.field("hall-poll-facts").textContent).toContain("1,001 people answered");
});

it("shows how many answered while the result is hidden", () => {
  const { client, view } = screen({ results: "after" });
  client.receiveSignal("poll.result", { poll: "1", answers: 12, result: null });
  expect(view.field("hall-poll-count").textContent).toBe("12");
});

it("shows words by their numbers", () => {
  const { client, view } = screen({ kind: "words", options: [] });
  const words = Array.from({ length: 14 }, (_, at) => ({ word: `word${String(at)}`, count: 14 - at }));
  client.receiveSignal("poll.result", {
    poll: "1",
    answers: 20,
    result: result({ answers: 20, words, distinct: 14 }),
  });
  expect(view.field("hall-poll-words").querySelectorAll("li")).toHaveLength(12);
  expect(view.field("hall-poll-facts").textContent).toContain("and 2 more");
});
