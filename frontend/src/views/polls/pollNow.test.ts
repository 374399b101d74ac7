/** What people see of polls on the session's page. */
import { tick } from "svelte";
import { expect, it, vi } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { poll, result } from "../../testing/poll";
import { show } from "../../testing/view";
import { OwnSessionModel } from "../session/ownSessionModel.svelte";
import type { Poll } from "../../state/polls";
import PollNow from "./PollNow.svelte";

function page(values: Partial<Poll> = {}, roles = ["audience"]) {
  const client = new ManualClient({ roles, party: null, name: "Ana" });
  client.receiveEvent({ ...openSession(), poll: { 1: poll(values) } });
  return { client, view: show(PollNow, { model: new OwnSessionModel(client, "2") }, client) };
}

it("says that it is a poll of persons, who knows the answers, and answers by one press", async () => {
  const said = vi.spyOn(announcer, "say");
  const { client, view } = page();
  expect(view.text()).toContain("Poll of participants – not a vote of delegations");
  expect(view.field("poll-privacy").textContent).toContain("Anonymous: nobody is shown who answered what.");
  expect(said.mock.calls[0]?.[0]).toBe("A poll is open: Shall we go on?");
  view.press("poll-option-2");
  expect(view.field("poll-said").textContent).toContain("Sending");
  await client.answer();
  expect(view.field("poll-said").textContent).toContain("Counted");
});

it("announces the closing of a poll that it showed open, and none that had ended before", () => {
  const said = vi.spyOn(announcer, "say");
  said.mockClear();
  const closed_at = new Date().toISOString();
  const ended = { state: "closed", closed_at, result: result({ counts: [0, 0] }) } as const;
  const late = page(ended);
  expect(late.view.find("poll-closed")).not.toBeNull();
  expect(said).not.toHaveBeenCalled();
  const { client, view } = page();
  client.receiveEvent({ poll: { 1: poll(ended) } });
  view.text();
  expect(said.mock.calls.map(([text]) => text)).toEqual([
    "A poll is open: Shall we go on?",
    "The poll is closed: Shall we go on?",
  ]);
});

it("says under which name one answers if the poll is not anonymous", () => {
  const { view } = page({ anonymous: false });
  expect(view.field("poll-privacy").textContent).toContain(
    "By name: the staff can read that Ana gave this answer.",
  );
});

it("shows the result when one has answered, and not before", () => {
  const { client, view } = page();
  const open = { poll: "1", answers: 3, result: result({ answers: 3, counts: [1, 2] }) };
  client.receiveSignal("poll.result", open);
  expect(view.find("poll-chart")).toBeNull();
  expect(view.field("poll-so-far").textContent).toContain("3 answers so far.");
  client.receiveSignal("poll.my_answer", { poll: "1", choices: [2], words: [] });
  expect(view.field("poll-chart").textContent).toContain("67 %");
});

it("hides the result until the closing if that was chosen", () => {
  const { client, view } = page({ results: "after" });
  client.receiveSignal("poll.result", { poll: "1", answers: 3, result: null });
  client.receiveSignal("poll.my_answer", { poll: "1", choices: [2], words: [] });
  expect(view.find("poll-chart")).toBeNull();
  expect(view.text()).toContain("The result is shown when the poll is closed.");
  const closed_at = new Date(client.now).toISOString();
  client.receiveEvent({
    poll: { 1: poll({ state: "closed", closed_at, result: result({ answers: 3, counts: [1, 2] }) }) },
  });
  expect(view.field("poll-closed").textContent).toContain("Closed at");
  expect(view.field("poll-chart").textContent).toContain("3 people answered");
});

it("tells a person whose answer came too late", async () => {
  const { client, view } = page();
  view.press("poll-option-1");
  const closed_at = new Date(client.now).toISOString();
  client.receiveEvent({
    poll: { 1: poll({ state: "closed", closed_at, result: result({ counts: [0, 0] }) }) },
  });
  await client.answer("poll.closed");
  expect(view.field("poll-closed").textContent).toContain("It was not counted.");
});

it("offers no ballot to those who run the session", () => {
  const { client, view } = page({}, ["moderator"]);
  client.receiveSignal("poll.result", {
    poll: "1",
    answers: 1,
    result: result({ answers: 1, counts: [1, 0] }),
  });
  expect(view.find("poll-option-1")).toBeNull();
  expect(view.find("poll-chart")).not.toBeNull();
});

it("shows no draft and nothing after the session", () => {
  expect(page({ state: "draft" }).view.find("poll")).toBeNull();
  const { client, view } = page();
  const session = { id: "2", title: {}, reason: "", state: "closed" as const };
  client.receiveEvent({ session: { 2: session } });
  expect(view.find("poll")).toBeNull();
});

it("folds a closed poll to a line when somebody gets the floor, or when it is put away", async () => {
  const closed_at = new Date(Date.now() - 60_000).toISOString();
  const { view } = page({
    state: "closed",
    closed_at,
    result: result({ answers: 3, counts: [1, 2] }),
  });
  expect(view.find("poll-chart")).not.toBeNull();
  view.press("poll-away");
  expect(view.find("poll-chart")).toBeNull();
  await eventually(() => expect(document.activeElement).toBe(view.field("poll-unfold")));
  view.press("poll-unfold");
  expect(view.find("poll-chart")).not.toBeNull();
  await eventually(() => expect(document.activeElement).toBe(view.field("poll-away")));
  const other = page({ state: "closed", closed_at, result: result({ answers: 3, counts: [1, 2] }) });
  const started_at = new Date(Date.now() - 30_000).toISOString();
  other.client.receiveEvent(openSession({ id: "5", party: "chile", started_at }));
  expect(other.view.find("poll-chart")).toBeNull();
  expect(other.view.field("poll-folded").textContent).toContain("Shall we go on?");
  other.client.receiveEvent(openSession(), null, { turn: ["5"] });
  expect(other.view.find("poll-chart")).toBeNull();
});

it("leaves a line above the bar of an open poll that is put away, which leads back to it", async () => {
  const { view } = page();
  view.press("poll-away");
  expect([view.find("poll"), view.find("poll-folded")]).toEqual([null, null]);
  await eventually(() =>
    expect(document.activeElement).toBe(view.field("poll-strip").querySelector("button")),
  );
  view.field("poll-strip").querySelector("button")?.click();
  await tick();
  expect(view.find("poll-option-1")).not.toBeNull();
});
