import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Publications from "./Publications.svelte";
import type { PartState, Readers, PublicationState } from "./publications/api";
import { eventually } from "../../testing/eventually";

const CONFERENCE = "conference/1";
const DATE = "2021-11-16";

const part = (name: PartState["part"], values: Partial<PartState> = {}): PartState => ({
  part: name,
  readers: name === "recording" ? "nobody" : "entrants",
  is_decided: false,
  published_at: null,
  published_by: "",
  is_there: true,
  count: 1,
  seconds: 0,
  waiting: 0,
  ...values,
});
const session = (id: string, values: Partial<PublicationState> = {}): PublicationState => ({
  id,
  title: { en: `Session ${id}` },
  date: DATE,
  state: "closed",
  access: "public",
  parts: [
    part("minutes"),
    part("recording", { seconds: 90 }),
    part("questions", { is_there: false, count: 0 }),
  ],
  ...values,
});

let client: ManualClient;
let rows: PublicationState[];

beforeEach(() => {
  rows = [session("2")];
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ items: rows, next: null })));
  client = new ManualClient({ roles: ["organiser"], party: null });
  const conference = {
    1: { id: "1", name: { en: "ICDD" }, timezone: "Asia/Makassar", takes_reactions: true },
  };
  client.receiveEvent({ conference }, null, {}, CONFERENCE);
});
afterEach(() => vi.unstubAllGlobals());

/** The server tells that a part is published. */
function told(of: string, name: PartState["part"], readers: Readers) {
  const row = {
    id: `${of}-${name}`,
    session: of,
    part: name,
    readers,
    published_at: null,
    is_readable: true,
  };
  const event = { type: "publication.shown", session: of } as never;
  client.receiveEvent({ publication: { [row.id]: row } }, event, {}, CONFERENCE);
}

async function opened() {
  const view = show(Publications, {}, client);
  await eventually(() => expect(view.find(`after-${DATE}`)).not.toBeNull());
  return view;
}

/** Answers the command that waits as the server does, and lets the page read again. */
async function answered(of: string, name: PartState["part"], readers: Readers) {
  await eventually(() => expect(client.sentCommands.length).toBeGreaterThan(0));
  told(of, name, readers);
  await client.answer();
}

it("says what there is, and publishes by a choice, which is undone and done again", async () => {
  const view = await opened();
  expect(view.text()).toContain("1 recording · 1:30");
  expect(view.text()).toContain("No questions");

  view.choose("readers-2-minutes", "everyone");
  await answered("2", "minutes", "everyone");
  const publish = { type: "publication.publish", part: "minutes" };
  expect(client.sentCommands).toEqual([{ ...publish, readers: "everyone", seen: "entrants" }]);
  await eventually(() => expect(view.find("undo")?.textContent).toContain("Minutes of Session 2: Everyone"));

  view.press("undo");
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  await answered("2", "minutes", "entrants");
  expect(client.sentCommands[1]).toEqual({ ...publish, readers: "entrants", seen: "everyone" });
  await eventually(() => expect(view.find("redo")).not.toBeNull());
  expect(view.field("readers-2-minutes").value).toBe("entrants");

  view.press("redo");
  await eventually(() => expect(client.sentCommands).toHaveLength(3));
  expect(client.sentCommands[2]).toEqual(client.sentCommands[0]);
});

it("withdraws by the choice of nobody", async () => {
  const view = await opened();
  view.choose("readers-2-minutes", "nobody");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  expect(client.sentCommands).toEqual([{ type: "publication.withdraw", part: "minutes", seen: "entrants" }]);
});

it("says a refusal beside the choice, and shows again what holds", async () => {
  const view = await opened();
  view.choose("readers-2-minutes", "everyone");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  await client.answer("publication.wider_than_session");
  await eventually(() =>
    expect(view.find("refusal-2-minutes")?.textContent).toContain("Not everyone may enter"),
  );
  await eventually(() => expect(view.field("readers-2-minutes").value).toBe("entrants"));
  expect(view.find("undo")).toBeNull();
});

it("shows at once what another organiser publishes", async () => {
  const view = await opened();
  told("2", "recording", "participants");
  expect(view.field("readers-2-recording").value).toBe("participants");
});

it("publishes all that there is of a day, says what was refused, and undoes it as one act", async () => {
  rows = [session("2"), session("3", { access: "code" }), session("4", { state: "open" })];
  const view = await opened();
  view.choose(`day-readers-${DATE}`, "everyone");
  view.press(`publish-day-${DATE}`);
  for (const [count, name] of [
    [1, "minutes"],
    [2, "recording"],
  ] as const) {
    await eventually(() => expect(client.sentCommands).toHaveLength(count));
    await answered("2", name, "everyone");
  }
  for (const count of [3, 4]) {
    await eventually(() => expect(client.sentCommands).toHaveLength(count));
    await client.answer("publication.wider_than_session");
  }
  await eventually(() => expect(view.find("undo")?.textContent).toContain("2 parts of the day: Everyone"));
  expect(view.find(`refusal-${DATE}`)?.textContent).toContain("Session 3: Not everyone may enter");

  view.press("undo");
  await eventually(() => expect(client.sentCommands).toHaveLength(5));
  expect(client.sentCommands[4]).toEqual({
    type: "publication.withdraw",
    part: "recording",
    seen: "everyone",
  });
});

it("waits with a session that is not closed", async () => {
  rows = [session("2", { state: "suspended" })];
  const view = await opened();
  expect(view.find("readers-2-minutes")).toBeNull();
  expect(view.find(`publish-day-${DATE}`)).toBeNull();
  expect(view.text()).toContain("Not closed yet");
});

it("switches reactions off, and undoes it", async () => {
  const view = await opened();
  const box = view.field("takes-reactions");
  expect(box.checked).toBe(true);
  view.press("takes-reactions");
  await client.answer();
  view.press("undo");
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  await client.answer();
  const change = (to: boolean, seen: boolean) => ({
    type: "programme.change_conference",
    values: { takes_reactions: to },
    seen: { takes_reactions: seen },
  });
  expect(client.sentCommands).toEqual([change(false, true), change(true, false)]);
  view.press("takes-reactions");
  await client.answer("wire.forbidden");
  await eventually(() => expect(view.find("reactions-trouble")).not.toBeNull());
  expect(box.checked).toBe(true);
});
