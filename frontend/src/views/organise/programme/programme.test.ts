import { flushSync } from "svelte";
import { beforeEach, expect, it, vi } from "vitest";
import type { Entities } from "../../../state/store.svelte";
import { ManualClient } from "../../../testing/client";
import { eventually } from "../../../testing/eventually";
import { show } from "../../../testing/view";
import Programme from "./Programme.svelte";

const CONFERENCE = "conference/1";
const SESSION: Partial<Entities["session"]> = {
  id: "4",
  title: { en: "Opening", id: "Pembukaan" },
  description: {},
  kind: "opening",
  access: "public",
  theme: null,
  room: "1",
  state: "scheduled",
  cancelled: false,
  starts_at: "2021-11-16T01:00:00Z",
  ends_at: "2021-11-16T02:00:00Z",
  quorum_to_open: "third",
  quorum_to_decide: "majority",
  order_policy: "first_come",
};
const SIDES = { in_favour: 2, against: 2 };
const FLOOR = {
  id: "4",
  agenda: [""],
  preset: "conference",
  limits: { state: 180, group: 240, observer: 120, other: 60, order: 60, explanation: 180, on_motion: 120 },
  reply_limits: [180, 120],
  ends_turns: false,
  motion_speakers: {
    ...{ suspension: SIDES, adjournment: SIDES, adjournment_of_debate: SIDES },
    ...{ closure_of_debate: SIDES, closure_of_list: SIDES, other: SIDES },
  },
} satisfies Partial<Entities["floor"]>;

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  return () => vi.unstubAllGlobals();
});

function page(more: Partial<Entities["session"]>[] = []) {
  const client = new ManualClient({ roles: ["organiser"], party: null });
  const sessions = [SESSION, ...more.map((one) => ({ ...SESSION, ...one }))];
  client.receiveEvent(
    {
      conference: {
        1: {
          id: "1",
          name: { en: "ICDD", id: "ICDD" },
          languages: ["en", "id"],
          short: "ICDD",
          timezone: "Asia/Makassar",
        },
      },
      day: { 1: { id: "1", date: "2021-11-16", title: {} }, 2: { id: "2", date: "2021-11-17", title: {} } },
      room: { 1: { id: "1", name: { en: "Hall A" } }, 2: { id: "2", name: { en: "Hall B" } } },
      session: Object.fromEntries(sessions.map((one) => [one.id, one])),
    },
    null,
    {},
    CONFERENCE,
  );
  const change = (fields: Partial<Entities["session"]>, id = "4") =>
    client.receiveEvent(
      { session: { [id]: { ...client.store.one(CONFERENCE, "session", id), ...fields } } },
      { type: "programme.session_edited", session: id, fields: Object.keys(fields) },
      {},
      CONFERENCE,
    );
  const view = show(Programme, {}, client);
  const key = (testid: string, key: string, more: KeyboardEventInit = {}) => {
    view.field(testid).focus();
    view
      .field(testid)
      .dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    flushSync();
  };
  return { client, view, change, key };
}

const said = (view: ReturnType<typeof page>["view"], id = "4") =>
  view.find(`session-${id}`)?.querySelector(".out-of-sight")?.textContent;
const moved = (values: object, seen: object) => ({ type: "programme.change_session", values, seen });

it("names each session with its time and room, in the conference's time zone", () => {
  const { view } = page([
    { id: "5", room: null, starts_at: "2021-11-17T01:00:00Z", ends_at: "2021-11-17T02:30:00Z" },
  ]);
  expect(said(view)).toBe("Opening, 09:00 to 10:00, Hall A");
  expect(view.find("session-5")).toBeNull();
  view.press("plan-day-2021-11-17");
  expect(said(view, "5")).toBe("Opening, 09:00 to 10:30, No room");
});

it("shows the year of days that are of different years", () => {
  const { client, view } = page();
  expect(view.find("plan-day-2021-11-16")?.textContent).toBe("Tue 16 Nov");
  const date = { 3: { id: "3", date: "2026-11-16", title: {} } };
  client.receiveEvent({ day: date }, null, {}, CONFERENCE);
  expect(view.find("plan-day-2021-11-16")?.textContent).toBe("Tue 16 Nov 2021");
  expect(view.find("plan-day-2026-11-16")?.textContent).toBe("Mon 16 Nov 2026");
});

it("asks before a day that is far from the others, and undoes it without asking", async () => {
  const { client, view } = page();
  view.type("day-new", "2026-11-16");
  view.press("day-add");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  await client.answer("programme.far_day");
  await eventually(() => expect(view.text()).toContain("This day is far from the days of the conference."));
  view.press("day-confirm");
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  expect(client.sentCommands[1]).toEqual({ type: "programme.add_day", date: "2026-11-16", confirmed: true });
  client.receiveEvent({ day: { 3: { id: "3", date: "2026-11-16", title: {} } } }, null, {}, CONFERENCE);
  await client.answer();
  await eventually(() => expect(view.field("day-new").value).toBe(""));
  expect(view.find("day-confirm")).toBeNull();

  view.press("day-remove-2021-11-17");
  await eventually(() => expect(client.sentCommands).toHaveLength(3));
  client.receiveEvent({}, null, { day: ["2"] }, CONFERENCE);
  await client.answer();
  await eventually(() => expect(view.find("undo")?.textContent).toContain("removed"));
  view.press("undo");
  await eventually(() => expect(client.sentCommands).toHaveLength(4));
  await client.answer("programme.far_day");
  await eventually(() => expect(client.sentCommands).toHaveLength(5));
  expect(client.sentCommands[4]).toEqual({ type: "programme.add_day", date: "2021-11-17", confirmed: true });
});

it("asks no more about a far day once another date is there", async () => {
  const { client, view } = page();
  view.type("day-new", "2026-11-16");
  view.press("day-add");
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  await client.answer("programme.far_day");
  await eventually(() => expect(view.find("day-confirm")).not.toBeNull());
  view.type("day-new", "2021-11-18");
  expect(view.find("day-confirm")).toBeNull();
  view.press("day-add");
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  expect(client.sentCommands[1]).toEqual({ type: "programme.add_day", date: "2021-11-18" });
});

it("asks beside the date of a session that is far from the others", async () => {
  const { client, view, change } = page();
  view.press("session-4");
  view.type("field-date", "2012-11-16");
  view.field("field-date").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  await eventually(() => expect(client.sentCommands).toHaveLength(1));
  await client.answer("programme.far_day");
  await eventually(() => expect(view.find("field-date-refused")?.textContent).toContain("far from the days"));
  view.press("field-date-confirm");
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  expect(client.sentCommands[1]).toEqual({
    ...moved({ date: "2012-11-16" }, { date: "2021-11-16" }),
    confirmed: true,
  });
  change({ starts_at: "2012-11-16T01:00:00Z", ends_at: "2012-11-16T02:00:00Z" });
  await client.answer();
  await eventually(() => expect(view.find("field-date-refused")).toBeNull());
});

it("moves a session by keys as one act, and undoes it", async () => {
  const { client, view, change, key } = page();
  key("session-4", "ArrowDown");
  key("session-4", "ArrowDown", { shiftKey: true });
  key("session-4", "ArrowRight");
  expect(said(view)).toBe("Opening, 09:35 to 10:35, Hall B");
  expect(client.sentCommands).toEqual([]);
  key("session-4", "Enter");
  await eventually(() => expect(client.sentCommands.length).toBe(1));
  const there = { date: "2021-11-16", starts: "09:35", room: "2" };
  const here = { date: "2021-11-16", starts: "09:00", room: "1" };
  expect(client.sentCommands).toEqual([moved(there, here)]);
  change({ starts_at: "2021-11-16T01:35:00Z", ends_at: "2021-11-16T02:35:00Z", room: "2" });
  await client.answer();
  expect(view.find("undo")?.textContent).toContain("moved Opening");

  view.press("undo");
  await eventually(() => expect(client.sentCommands.at(-1)).toEqual(moved(here, there)));
  change(SESSION);
  await client.answer();
  view.press("redo");
  await eventually(() => expect(client.sentCommands.at(-1)).toEqual(moved(there, here)));
});

it("leaves a session where it was on Escape, and moves it to another day and its end by keys", async () => {
  const { client, view, key } = page();
  key("session-4", "ArrowDown");
  key("session-4", "Escape");
  expect(said(view)).toBe("Opening, 09:00 to 10:00, Hall A");
  key("session-4", "ArrowRight", { shiftKey: true });
  expect(view.find("plan-day-2021-11-17")?.getAttribute("aria-selected")).toBe("true");
  key("session-4", "ArrowDown", { altKey: true });
  key("session-4", "Enter");
  await eventually(() => expect(client.sentCommands.length).toBe(1));
  expect(client.sentCommands).toEqual([
    moved(
      { date: "2021-11-17", starts: "09:00", ends: "10:05" },
      { date: "2021-11-16", starts: "09:00", ends: "10:00" },
    ),
  ]);
});

it("adds a session behind the others, and copies one", async () => {
  const { client, view, key } = page();
  key("plan-add", "n");
  view.type("draft-title", "Panel 1");
  view.press("draft-add");
  await eventually(() => expect(client.sentCommands.length).toBe(1));
  expect(client.sentCommands).toEqual([
    {
      type: "programme.add_session",
      title: { en: "Panel 1" },
      date: "2021-11-16",
      starts: "10:00",
      ends: "11:00",
      room: "Hall A",
    },
  ]);
  await client.answer();
  key("session-4", "d", { ctrlKey: true });
  await eventually(() => expect(client.sentCommands.length).toBe(2));
  expect(client.sentCommands[1]).toEqual({
    type: "programme.copy_session",
    session: "4",
    date: "2021-11-16",
    starts: "10:00",
    room: "1",
  });
});

it("names what is done all the same by what was refused", async () => {
  const { client, view, key } = page();
  key("session-4", "d", { ctrlKey: true });
  await eventually(() => expect(client.sentCommands.length).toBe(1));
  await client.answer("programme.far_day");
  await eventually(() => expect(view.find("plan-confirm")?.textContent).toBe("Take this date"));
});

it("asks before roles and languages go with a session, and removes it for those who mean it", async () => {
  const { client, view, key } = page([{ id: "5", room: "2", title: { en: "Panel" } }]);
  client.receiveEvent({ floor: { 4: { id: "4", agenda: ["Opening"] } } }, null, {}, "session/4");
  key("session-4", "Delete");
  await eventually(() => expect(client.sentCommands.length).toBe(1));
  await client.answer("programme.set_up");
  await eventually(() => expect(view.find("plan-refusal")?.textContent).toContain("Roles"));
  expect(view.find("plan-confirm")?.textContent).toBe("Remove");
  view.press("plan-confirm");
  await eventually(() => expect(client.sentCommands.length).toBe(2));
  expect(client.sentCommands[1]).toEqual({
    ...{ type: "programme.remove_session", session: "4", confirmed: true },
  });
  client.receiveEvent({}, null, { session: ["4"] }, CONFERENCE);
  await client.answer();
  await eventually(() => expect(document.activeElement).toBe(view.field("session-5")));
});

it("removes a session, and goes on with another one", async () => {
  const { client, view, key } = page([{ id: "5", room: "2", title: { en: "Panel" } }]);
  client.receiveEvent(
    { floor: { 4: { id: "4", agenda: ["Opening"], preset: "who" } } },
    null,
    {},
    "session/4",
  );
  key("session-4", "Delete");
  await eventually(() => expect(client.sentCommands.length).toBe(1));
  expect(client.sentCommands).toEqual([{ type: "programme.remove_session", session: "4" }]);
  client.receiveEvent({}, null, { session: ["4"] }, CONFERENCE);
  await client.answer();
  await eventually(() => expect(document.activeElement).toBe(view.field("session-5")));

  key("session-5", "z", { ctrlKey: true });
  await eventually(() => expect(client.sentCommands.length).toBe(2));
  expect(client.sentCommands[1]).toMatchObject({
    type: "programme.add_session",
    starts: "09:00",
    room: "Hall A",
  });
});

it("shows what another organiser wrote meanwhile, and keeps what was typed", async () => {
  const { client, view, change } = page();
  view.press("session-4");
  view.type("field-title-en", "First meeting");
  change({ title: { en: "Inauguration", id: "Pelantikan" } });
  expect(view.find("field-title-en-changed")?.textContent).toContain("Inauguration");
  expect(view.field("field-title-en").value).toBe("First meeting");
  view.field("field-title-en").dispatchEvent(new FocusEvent("blur"));
  expect(client.sentCommands).toEqual([]);
  view.press("field-title-en-mine");
  await eventually(() => expect(client.sentCommands.length).toBe(1));
  expect(client.sentCommands).toEqual([
    moved(
      { title: { en: "First meeting", id: "Pelantikan" } },
      { title: { en: "Inauguration", id: "Pelantikan" } },
    ),
  ]);
});

it("says why a change was refused, beside its field", async () => {
  const { client, view } = page();
  view.press("session-4");
  view.type("field-starts", "02:30");
  view.field("field-starts").dispatchEvent(new FocusEvent("blur"));
  await eventually(() => expect(client.sentCommands.length).toBe(1));
  await client.answer("programme.no_such_time");
  expect(view.find("field-starts-refused")?.textContent).toContain("the clocks change");
  expect(view.field("field-starts").value).toBe("02:30");
});

it("shows clashes while a session is being moved", () => {
  const { view, key } = page([{ id: "5", room: "2", title: { en: "Panel" } }]);
  expect(view.find("plan-clashes")).toBeNull();
  key("session-4", "ArrowRight");
  expect(view.find("clash-mark-4-5")?.textContent).toContain("both in Hall B");
  expect(said(view, "5")).toContain("both in Hall B");
  // The board stands beneath the list.
  expect(view.find("plan-clashes")).toBeNull();
  key("session-4", "Escape");
  expect(view.find("clash-mark-4-5")).toBeNull();
});

it("lets the board stay where it is when a clash ends while a session is being moved", () => {
  const { view, key } = page([{ id: "5", title: { en: "Panel" } }]);
  expect(view.find("clash-4-5")?.textContent).toContain("both in Hall A");
  key("session-4", "ArrowRight");
  expect(view.find("clash-mark-4-5")).toBeNull();
  expect(view.find("clash-4-5")).not.toBeNull();
  key("session-4", "Escape");
  expect(view.find("clash-4-5")).not.toBeNull();
});

it("writes the agenda and gives roles", async () => {
  const { client, view } = page();
  client.receiveEvent(
    {
      participant: { 9: { id: "9", name: "Ana Sukma", party: null, roles: ["audience"], simulated: false } },
    },
    null,
    {},
    CONFERENCE,
  );
  view.press("session-4");
  client.receiveEvent({ floor: { 4: FLOOR } }, null, {}, "session/4");
  view.type("field-agenda", "Opening\n\n Review ");
  view.field("field-agenda").dispatchEvent(new FocusEvent("blur"));
  await eventually(() => expect(client.sentCommands.length).toBe(1));
  expect(client.sentCommands[0]).toEqual({
    type: "programme.set_agenda",
    items: ["Opening", "Review"],
    seen: [""],
  });
  await client.answer();
  view.choose("speaker-role", "moderator");
  view.type("speaker-search", "sukma");
  view.press("speaker-give-9");
  await eventually(() => expect(client.sentCommands.length).toBe(2));
  expect(client.sentCommands[1]).toMatchObject({
    type: "session_roles.give",
    session: "4",
    role: "moderator",
  });
});

/** A page that is wide until this is called. */
function narrowable(): () => void {
  let narrow = false;
  const changed: ((event: Event) => void)[] = [];
  vi.stubGlobal("matchMedia", () => ({
    get matches() {
      return narrow;
    },
    addEventListener: (_: string, tell: (event: Event) => void) => changed.push(tell),
    removeEventListener: () => undefined,
  }));
  return () => {
    narrow = true;
    changed.forEach((tell) => tell(new Event("change")));
    flushSync();
  };
}

it("keeps following the open session when the page becomes narrow", () => {
  const becomeNarrow = narrowable();
  const left: string[] = [];
  const followed = vi
    .spyOn(ManualClient.prototype, "follow")
    .mockImplementation((stream) => () => void left.push(stream));
  const { view } = page();
  view.press("session-4");
  expect(followed).toHaveBeenCalledWith("session/4");
  becomeNarrow();
  expect(view.find("day-list")).not.toBeNull();
  expect(left).toEqual([]);
  view.press("details-close");
  expect(left).toEqual(["session/4"]);
});

it("keeps what was typed of a new session when the page becomes narrow, and forgets it with the form", () => {
  const becomeNarrow = narrowable();
  const { view, key } = page();
  key("plan-add", "n");
  view.type("draft-title", "Panel 1");
  becomeNarrow();
  expect(view.find("day-list")).not.toBeNull();
  expect(view.field("draft-title").value).toBe("Panel 1");
  key("draft-title", "Escape");
  view.press("plan-add");
  expect(view.field("draft-title").value).toBe("");
});

it("plans single speaking times, and says what is no time", async () => {
  const { client, view } = page();
  view.press("session-4");
  client.receiveEvent({ floor: { 4: FLOOR } }, null, {}, "session/4");
  expect(view.find("speaking-times")?.textContent).toContain("states 3:00, groups 4:00");
  const write = async (testid: string, text: string, sent: number) => {
    view.type(testid, text);
    view.field(testid).dispatchEvent(new FocusEvent("blur"));
    await eventually(() => expect(client.sentCommands.length).toBe(sent));
  };
  const set = (values: object, seen: object) => ({ type: "programme.set_speaking_times", values, seen });
  const { motion_speakers } = FLOOR;
  await write("limit-observer", "1:30", 1);
  await client.answer();
  await write("limit-replies", "2:00, 60", 2);
  await client.answer();
  await write("speakers-other-against", "3", 3);
  await client.answer();
  expect(client.sentCommands).toEqual([
    set({ observer: 90 }, { observer: 120 }),
    set({ reply_limits: [120, 60] }, { reply_limits: [180, 120] }),
    set(
      { motion_speakers: { ...motion_speakers, other: { in_favour: 2, against: 3 } } },
      { motion_speakers },
    ),
  ]);
  await write("limit-state", "soon", 3);
  await eventually(() => expect(view.find("limit-state-refused")?.textContent).toContain("such as 3:00"));
  expect(view.field("limit-state").value).toBe("soon");
});

it("says of a session in which delegations vote what stays as it is meanwhile", async () => {
  const vote = (stream: string) => ({
    stream,
    title: SESSION.title,
    parties: ["7", "8"],
    participants: ["9"],
  });
  const under_way = [vote("session/4"), vote("session/5")].map((one) => ({ ...one, until: null }));
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ missing: [], under_way })));
  const { client, view } = page([{ state: "open" }]);
  view.press("session-4");
  const told = () => [view.find("decision-session/4"), view.find("field-access-kept")];
  expect(told()).toEqual([null, null]);
  client.receiveEvent({ vote: { 9: { id: "9", closed_at: null } } } as never, null, {}, "session/4");
  await eventually(() => expect(view.find("decision-session/4")?.textContent).toContain("2 delegations"));
  expect(view.find("field-access-kept")?.textContent).toContain("Stays open to delegations");
  expect(view.find("decision-session/5")).toBeNull();
  const closed_at = "2021-11-16T01:30:00Z";
  client.receiveEvent({ vote: { 9: { id: "9", closed_at } } } as never, null, {}, "session/4");
  expect(told()).toEqual([null, null]);
});

it("names the papers of a session", () => {
  const { client, view } = page();
  view.press("session-4");
  expect(view.find("details-papers")?.textContent).toContain("No papers yet.");
  const files = [{ id: "1", language: "fr", name: "a.pdf", kind: "pdf", octets: 1, sha256: "0" }];
  const paper = { id: "2", session: "4", symbol: "ICDD/2021/3", title: { en: "Draft" }, position: 1, files };
  client.receiveEvent({ document: { 2: paper } } as never, null, {}, CONFERENCE);
  expect(view.find("details-papers")?.textContent).toMatch(/ICDD\/2021\/3\s+Draft\s+fr pdf/);
  expect(view.find("details-papers")?.querySelector("a")?.getAttribute("href")).toContain(
    "organise/documents",
  );
});
