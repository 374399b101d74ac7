import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Poll } from "../../state/polls";
import { ManualClient } from "../../testing/client";
import { poll } from "../../testing/poll";
import { show } from "../../testing/view";
import Polls from "./Polls.svelte";
import { eventually } from "../../testing/eventually";

const CONFERENCE = "conference/1";
let client: ManualClient;
let polls: Poll[];
let asked: string[];

const session = (id: string, starts_at: string, state: string) => ({
  [id]: { id, title: { en: `Session ${id}` }, starts_at, state, cancelled: false } as never,
});
const draft = (id: string, question: string, position: number) =>
  poll({ id, question, position, state: "draft" });

beforeEach(() => {
  polls = [];
  asked = [];
  vi.stubGlobal("fetch", (path: string, { method, body }: { method: string; body: string | null }) => {
    if (method !== "GET") asked.push(`${method} ${path} ${body ?? ""}`);
    return Promise.resolve(Response.json(method === "GET" ? { items: polls } : draft("9", "New?", 9)));
  });
  client = new ManualClient({ roles: ["organiser"], party: null });
  client.receiveEvent(
    {
      conference: { 1: { id: "1", name: { en: "ICDD" }, timezone: "Asia/Makassar" } },
      session: {
        ...session("4", "2021-11-16T01:00:00Z", "closed"),
        ...session("6", "2021-11-17T01:00:00Z", "scheduled"),
        ...session("5", "2021-11-16T05:00:00Z", "open"),
      },
    },
    null,
    {},
    CONFERENCE,
  );
});
afterEach(() => vi.unstubAllGlobals());

const page = () => show(Polls, {}, client);

it("begins with the first session that is not over, and prepares a poll in it", async () => {
  const view = page();
  await eventually(() => expect(view.find("polls-none")).not.toBeNull());
  expect(view.field("polls-session").value).toBe("5");
  view.press("open-poll");
  view.choose("poll-kind", "multiple");
  view.type("poll-question", "New?");
  view.type("poll-options", "Yes\nNo\nLater");
  view.press("poll-named");
  view.press("poll-hidden");
  polls = [draft("9", "New?", 9)];
  view.press("poll-save");
  await eventually(() => expect(view.find("poll-9")).not.toBeNull());
  const body = { kind: "multiple", question: "New?", options: ["Yes", "No", "Later"] };
  const rest = { most: 2, anonymous: false, results: "after" };
  expect(asked).toEqual([`POST /api/v1/sessions/5/polls ${JSON.stringify({ ...body, ...rest })}`]);
  expect(view.find("poll-question")).toBeNull();
  view.press("undo");
  await eventually(() => expect(client.sentCommands).toEqual([{ type: "poll.delete", poll: "9" }]));
});

it("shows the polls in their order, moves and deletes them, and undoes both", async () => {
  polls = [draft("1", "One?", 3), draft("2", "Two?", 2), poll({ id: "3", question: "Three?" })];
  const view = page();
  await eventually(() => expect(view.find("poll-2")).not.toBeNull());
  const order = () =>
    [...view.field("polls-waiting").querySelectorAll("tbody th")].map((th) => th.textContent);
  expect(order()).toEqual(["Two?", "One?"]);
  expect(view.field("polls-opened").textContent).toContain("Three?");
  view.press("up-2");
  expect(client.sentCommands).toEqual([]);
  view.press("up-1");
  expect(client.sentCommands).toEqual([{ type: "poll.move", poll: "1", position: 0 }]);
  polls = [draft("1", "One?", 1), draft("2", "Two?", 2)];
  await client.answer();
  await eventually(() => expect(order()).toEqual(["One?", "Two?"]));
  expect(document.activeElement).toBe(view.field("up-1"));
  view.press("delete-2");
  polls = [draft("1", "One?", 1)];
  await client.answer();
  await eventually(() => expect(order()).toEqual(["One?"]));
  for (const command of [
    { type: "poll.restore", poll: "2" },
    { type: "poll.move", poll: "1", position: 1 },
  ]) {
    view.press("undo");
    await eventually(() => expect(client.sentCommands.at(-1)).toEqual(command));
    await client.answer();
    await eventually(() => expect(view.find("undo")?.getAttribute("aria-disabled")).not.toBe("true"));
  }
});

it("changes a poll as it was seen, and looks at it again after a refusal", async () => {
  polls = [draft("1", "One?", 1)];
  const view = page();
  await eventually(() => expect(view.find("poll-1")).not.toBeNull());
  view.press("edit-1");
  view.type("poll-question", "Which one?");
  view.press("poll-save");
  const sent = () => client.sentCommands.at(-1) as { seen: { options: string[] } };
  expect(sent().seen.options).toEqual(["Yes", "No"]);
  polls = [{ ...draft("1", "One?", 1), options: ["Yes", "Never"] }];
  await client.answer("poll.changed");
  await eventually(() => expect(view.find("refusal")?.textContent).toContain("Somebody changed this poll"));
  view.press("poll-save");
  expect(sent().seen.options).toEqual(["Yes", "Never"]);
  await client.answer();
  await eventually(() => expect(view.find("poll-question")).toBeNull());
  expect(view.field("undo").textContent).toContain("Which one?");
});

it("shows what was asked in a session that is over, and prepares nothing there", async () => {
  polls = [draft("1", "One?", 1)];
  const view = page();
  view.choose("polls-session", "4");
  await eventually(() => expect(view.find("poll-1")).not.toBeNull());
  expect(view.find("polls-over")).not.toBeNull();
  expect([view.find("open-poll"), view.find("delete-1")]).toEqual([null, null]);
});
