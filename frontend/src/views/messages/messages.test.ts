/** What one reads and writes in the channels of a session, and what stays while one reads back. */
import { flushSync } from "svelte";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import type { SeatInfo } from "../../wire/frames";
import { SessionModel } from "../../state/sessionModel.svelte";
import Messages from "./Messages.svelte";
import { channelsOf, MessagesModel, ownPinned, type Message } from "./messagesModel.svelte";

const CHAT = "chat/2";

beforeEach(() => sessionStorage.clear());

const message = (id: string, fields: Partial<Message> = {}): Message => ({
  id,
  channel: "everyone",
  text: `Text ${id}`,
  author: "Ana",
  party: null,
  role: "",
  place: "remote",
  guest: false,
  simulated: false,
  reply_to: null,
  sent_at: new Date().toISOString(),
  edited_at: null,
  earlier: [],
  held: false,
  flagged: [],
  deleted: "",
  pinned: false,
  ...fields,
});

const byId = (rows: Message[]) => Object.fromEntries(rows.map((row) => [row.id, row]));

function reading(seat: Partial<SeatInfo> = {}, ...rows: Message[]) {
  const client = new ManualClient(seat);
  client.receiveEvent(openSession());
  client.receiveEvent({ message: byId(rows) }, null, {}, CHAT);
  return { client, view: show(Messages, { model: new SessionModel(client, "2") }, client) };
}

it.each<[string[], string | null, boolean, string[]]>([
  [["audience"], null, false, ["everyone"]],
  [["delegate"], "4", false, ["everyone", "delegates", "party/4"]],
  [["head"], "4", false, ["everyone", "party/4"]],
  [["delegate"], "4", true, ["everyone", "delegates", "backstage", "party/4"]],
  [["moderator"], null, false, ["everyone", "delegates", "backstage"]],
  [["operator"], null, false, ["everyone", "backstage"]],
])("a seat with the roles %s takes part in its channels", (roles, party, isCalled, channels) => {
  expect(channelsOf(new ManualClient({ roles, party }), "2", isCalled)).toEqual(channels);
});

it("an interpreter takes part in the channels of its booths", () => {
  const client = new ManualClient({ roles: ["interpreter"], party: null });
  const role = (id: string, session: string, language: string, participant = "7") => ({
    id,
    session,
    participant,
    role: "interpreter" as const,
    language,
  });
  const session_role = { 1: role("1", "2", "fr"), 2: role("2", "3", "es"), 3: role("3", "2", "zh", "8") };
  client.receiveEvent({ session_role } as never, null, {}, "conference/1");
  expect(channelsOf(client, "2", false)).toEqual(["everyone", "booth/fr"]);
  client.receiveEvent({ language_channel: { fr: { id: "fr" } } } as never);
  expect(channelsOf(client, "2", false)).toEqual(["everyone", "booth/fr", "booths"]);
});

it("what is written in a booth goes to all booths once one has left it, and never to everyone", async () => {
  const client = new ManualClient({ roles: ["interpreter"], party: null });
  const role = { id: "1", session: "2", participant: "7", role: "interpreter", language: "fr" };
  client.receiveEvent({ session_role: { 1: role } } as never, null, {}, "conference/1");
  client.receiveEvent({
    ...openSession(),
    language_channel: { fr: { id: "fr" }, es: { id: "es" } },
  } as never);
  client.receiveEvent({ message: {} }, null, {}, CHAT);
  const props = { model: new SessionModel(client, "2"), first: "booth/fr" as const };
  const view = show(Messages, props, client);
  client.receiveEvent({}, null, { session_role: ["1"] }, "conference/1");
  view.type("message-text", "She means the fund.");
  view.press("message-send");
  expect(client.sentCommands.at(-1)).toMatchObject({ type: "message.send", channel: "booths" });
});

it("markup is text, and only web addresses are links", () => {
  const { view } = reading(
    {},
    message("1", { text: '<img src="x"> javascript:alert(1) https://example.org' }),
  );
  expect(view.find("message-1")?.querySelector("img")).toBeNull();
  expect([...(view.find("message-1")?.querySelectorAll("a") ?? [])].map(({ href }) => href)).toEqual([
    "https://example.org/",
  ]);
});

it("what is typed is sent to the channel that is shown, and kept if it is refused", async () => {
  const { client, view } = reading({ party: "4" });
  view.press("channel-party");
  expect(view.text()).toContain("Neither staff nor moderators do.");
  view.type("message-text", "Say four years.");
  view.press("message-send");
  expect(client.sentCommands.at(-1)).toEqual({
    type: "message.send",
    channel: "party/4",
    text: "Say four years.",
    reply_to: null,
  });
  await client.answer("message.slow");
  expect(view.find("message-refusal")?.textContent).toContain("slowly");
  expect(view.field("message-text").value).toBe("Say four years.");
});

it("each channel keeps its own draft, so that nothing is sent to the wrong readers", () => {
  const { view } = reading({ party: "4" });
  view.press("channel-party");
  view.type("message-text", "A secret");
  view.press("channel-everyone");
  expect(view.field("message-text").value).toBe("");
  view.press("channel-party");
  expect(view.field("message-text").value).toBe("A secret");
});

it("one's own message can be changed for a quarter of an hour, and those of others never", () => {
  const old = new Date(Date.now() - 16 * 60_000).toISOString();
  const { client, view } = reading({}, message("1"), message("2", { sent_at: old }), message("3"));
  const mine = (id: string, sent_at: string) => ({ id, channel: "everyone", text: "", held: false, sent_at });
  client.receiveEvent(
    { my_message: { 1: mine("1", new Date().toISOString()), 2: mine("2", old) } },
    null,
    {},
    CHAT,
  );
  for (const id of ["1", "2", "3"]) view.press(`more-${id}`);
  const offered = (act: string) => ["1", "2", "3"].filter((id) => view.find(`${act}-${id}`));
  expect([offered("edit"), offered("delete"), offered("reply")]).toEqual([
    ["1"],
    ["1", "2"],
    ["1", "2", "3"],
  ]);
});

it("a deleted message says who deleted it, and only moderators read what it said", () => {
  const { view } = reading({}, message("1", { text: "", deleted: "moderator" }));
  expect(view.find("message-1")?.textContent).toContain("Deleted by a moderator.");
  expect(view.find("message-1")?.querySelector("details")).toBeNull();
});

it("a session that takes no messages says so, except to its moderators", () => {
  const policy = { message_policy: { 2: { id: "2", mode: "read_only" as const, slow_s: 0 } } };
  const { client, view } = reading({ roles: ["audience"], party: null });
  client.receiveEvent(policy, null, {}, CHAT);
  expect([view.find("messages-silent") !== null, view.find("message-text")]).toEqual([true, null]);
  const chair = reading({ roles: ["moderator"], party: null });
  chair.client.receiveEvent(policy, null, {}, CHAT);
  expect(chair.view.find("message-text")).not.toBeNull();
});

it("counts what is unread: not one's own, nor what was deleted", () => {
  const client = new ManualClient({});
  client.receiveEvent({ message: byId(["1", "2", "3", "4"].map((id) => message(id))) }, null, {}, CHAT);
  const model = new MessagesModel(client, "2");
  expect(model.unread("everyone")).toBe(4);
  client.receiveSignal("message.my_marks", { marks: { everyone: 1 } });
  expect(model.unread("everyone")).toBe(3);
  client.receiveEvent({ message: { 2: message("2", { deleted: "author" }) } }, null, {}, CHAT);
  client.receiveEvent(
    { my_message: { 3: { id: "3", channel: "everyone", text: "", held: false, sent_at: "" } } },
    null,
    {},
    CHAT,
  );
  expect(model.unread("everyone")).toBe(1);
});

it("what leaves the latest messages stays on screen while one reads back, and what is withdrawn does not", () => {
  const client = new ManualClient({});
  const model = new MessagesModel(client, "2");
  client.receiveEvent({ message: byId(["1", "2", "3"].map((id) => message(id))) }, null, {}, CHAT);
  model.keepOnScreen("everyone", true);
  // 1 leaves because 4 came; 3 is withdrawn.
  client.receiveEvent({ message: { 4: message("4") } }, null, { message: ["1"] }, CHAT);
  model.keepOnScreen("everyone", true);
  client.receiveEvent({}, null, { message: ["3"] }, CHAT);
  model.keepOnScreen("everyone", true);
  expect([
    model.betweenPages("everyone").map(({ id }) => id),
    model.latest("everyone").map(({ id }) => id),
  ]).toEqual([["1"], ["2", "4"]]);
  model.keepOnScreen("everyone", false);
  expect(model.betweenPages("everyone")).toEqual([]);
});

it("earlier messages come page by page, and a failure can be repeated", async () => {
  const rows = Array.from({ length: 100 }, (_, at) => message(String(at + 51)));
  const answer = (ids: number[], next: string | null) =>
    new Response(
      JSON.stringify({ items: ids.map((id) => message(String(id))), mine: [], reactions, reacted, next }),
    );
  let [reactions, reacted]: [object, object] = [{ 49: { agree: 1 } }, {}];
  const fetched = vi.spyOn(globalThis, "fetch").mockResolvedValue(answer([49, 50], null));
  const client = new ManualClient({});
  client.receiveEvent({ message: byId(rows) }, null, {}, CHAT);
  const model = new MessagesModel(client, "2");
  expect(model.hasEarlier("everyone")).toBe(true);
  await model.readEarlier("everyone");
  expect(fetched.mock.calls[0]?.[0]).toContain("channel=everyone&before=51&limit=50");
  expect(model.earlierPages("everyone").map((page) => page.map(({ id }) => id))).toEqual([["49", "50"]]);
  expect(model.hasEarlier("everyone")).toBe(false);

  // A reaction to one of them is read again. Those to the latest messages come by themselves.
  const early = message("49");
  expect([model.reactionsTo(early), model.hasReacted("49", "agree")]).toEqual([{ agree: 1 }, false]);
  [reactions, reacted] = [{ 49: { agree: 2 } }, { 49: ["agree"] }];
  fetched.mockResolvedValue(answer([49], null));
  await model.readReactions(early);
  await model.readReactions(message("60"));
  expect(fetched.mock.calls[1]?.[0]).toContain("channel=everyone&before=50&limit=1");
  expect(fetched).toHaveBeenCalledTimes(2);
  expect([model.reactionsTo(early), model.hasReacted("49", "agree")]).toEqual([{ agree: 2 }, true]);
  fetched.mockRestore();
});

it("the lectern shows the line that the delegation keeps at the top of its own channel", () => {
  const client = new ManualClient({ party: "4" });
  const line = (id: string, channel: string, pinned: boolean) => message(id, { channel, pinned });
  client.receiveEvent(
    { my_group_message: { 1: line("1", "delegates", true), 2: line("2", "party/4", false) } },
    null,
    {},
    CHAT,
  );
  expect(ownPinned(client, "2")).toBeNull();
  client.receiveEvent({ my_group_message: { 3: line("3", "party/4", true) } }, null, {}, CHAT);
  flushSync();
  expect(ownPinned(client, "2")?.id).toBe("3");
});

it("a channel in which somebody writes all the time is marked as read, and seldom", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { client } = reading({ roles: ["audience"], party: null });
  for (let second = 1; second <= 60; second++) {
    client.receiveEvent({ message: { [second]: message(String(second)) } }, null, {}, CHAT);
    flushSync();
    vi.advanceTimersByTime(1000);
  }
  const marks = client.sentCommands.filter(({ type }) => type === "message.mark_read");
  expect(marks).toHaveLength(1);
});

it("a page that nobody sees marks nothing as read until it is seen", () => {
  vi.useFakeTimers();
  const state = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  onTestFinished(() => {
    vi.useRealTimers();
    state.mockRestore();
  });
  const { client } = reading({}, message("1"));
  vi.advanceTimersByTime(60_000);
  expect(client.sentCommands).toEqual([]);
  state.mockReturnValue("visible");
  document.dispatchEvent(new Event("visibilitychange"));
  flushSync();
  vi.advanceTimersByTime(60_000);
  expect(client.sentCommands).toEqual([{ type: "message.mark_read", channel: "everyone", message: "1" }]);
});

it("a message to a group has its own numbers of reactions, and takes more", () => {
  const { client, view } = reading({ party: "4" });
  const ours = { ...message("5", { channel: "party/4" }), reactions: { agree: 2 } };
  client.receiveEvent({ my_group_message: { 5: ours } }, null, {}, CHAT);
  view.press("channel-party");
  expect(view.find("reaction-agree-5")?.textContent).toMatch(/Agree\s+2/);
  view.press("more-5");
  view.press("react-thanks-5");
  expect(client.sentCommands.at(-1)).toEqual({ type: "message.react", message: "5", kind: "thanks" });
});

it("once the session is closed, a message offers no acts, and its reactions stay to be read", () => {
  const { client, view } = reading({}, message("1"), message("2", { reply_to: "1" }));
  client.store.apply({ stream: CHAT, signals: { "message.reactions": { counts: { 1: { agree: 2 } } } } });
  expect(view.find("message-2")?.textContent).toMatch(/Answer to Ana: Text 1/);
  expect((view.field("reaction-agree-1") as unknown as HTMLButtonElement).disabled).toBe(false);
  client.receiveEvent({ session: { 2: { id: "2", state: "closed" } } });
  view.press("more-1");
  expect(view.find("reply-1")).toBeNull();
  expect((view.field("reaction-agree-1") as unknown as HTMLButtonElement).disabled).toBe(true);
  expect(view.find("message-1")?.querySelector("time")).not.toBeNull();
});
