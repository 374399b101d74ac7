import { afterEach, beforeEach, expect, it, onTestFinished, vi } from "vitest";
import type { SessionRecord } from "../../state/record";
import type { ItemReactions } from "../../state/releaseReactions";
import { isWithheld, publishedParts } from "../../state/record";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import RecordLink from "./RecordLink.svelte";
import RecordPage from "./RecordPage.svelte";
import { eventually } from "../../testing/eventually";

const CONFERENCE = "conference/1";
const RECORD: SessionRecord = {
  id: "2",
  conference: { en: "ICDD" },
  slug: "icdd",
  title: { en: "Rivers" },
  timezone: "Asia/Makassar",
  starts_at: "2021-11-16T05:20:00Z",
  ends_at: "2021-11-16T08:20:00Z",
  state: "closed",
  minutes: false,
  recording: [
    {
      id: "1",
      started_at: "2021-11-16T05:20:00Z",
      files: [
        {
          id: "4",
          slot: "programme",
          kind: "mkv",
          at: 0,
          seconds: 60,
          octets: 1000,
          language: "",
          language_name: "",
        },
        {
          id: "5",
          slot: "floor",
          kind: "webm",
          at: 0,
          seconds: 60,
          octets: 1000,
          language: "",
          language_name: "",
        },
      ],
    },
  ],
  questions: [
    {
      id: "1",
      text: "Why?",
      author: "",
      party: {},
      votes: 2,
      disposition: "answered",
      answer: "",
      reason: "",
    },
    {
      id: "2",
      text: "When?",
      author: "Ana",
      party: { en: "Fiji" },
      votes: 1,
      disposition: "not_reached",
      answer: "",
      reason: "",
    },
  ],
  is_open: ["recording"],
};

let client: ManualClient;
let answers: (() => Response)[];
let reactions: ItemReactions[];
let reacted: [string, RequestInit | undefined][];
let asked: [string, RequestInit | undefined][];

beforeEach(() => {
  client = new ManualClient({ roles: ["audience"], party: null });
  [asked, reactions, reacted] = [[], [], []];
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => {
    if (path.includes("/reactions")) {
      reacted.push([path, init]);
      return Promise.resolve(Response.json({ items: reactions }));
    }
    asked.push([path, init]);
    return Promise.resolve((answers.shift() ?? (() => Response.json(RECORD)))());
  });
  answers = [];
});
afterEach(() => vi.unstubAllGlobals());

it("plays what everyone may see from its own address, and lists questions with their answers", () => {
  const view = show(RecordPage, { session: "2", found: RECORD }, client);
  expect(view.find("record-player")?.getAttribute("src")).toBe("/media/session-recording/5");
  expect(view.find("record-minutes")).toBeNull();
  expect(view.find("record-question-1")?.textContent).toMatch(/Anonymous.*2 votes.*answered/s);
  expect(view.find("record-question-2")?.textContent).toMatch(/Ana, Fiji.*1 vote.*not reached/s);
});

it("gives the player the turns as chapters, fetched with the reader's bearer, and lists them", async () => {
  const made = vi.fn(() => "blob:chapters");
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: made, revokeObjectURL: vi.fn() }));
  answers = [() => new Response("WEBVTT")];
  const view = show(RecordPage, { session: "2", found: RECORD, client }, client);
  await eventually(() => expect(view.find("record-track")).not.toBeNull());
  expect(asked[0]).toEqual([
    "/api/v1/session-recordings/files/5/chapters.vtt?language=en",
    { headers: { Authorization: "Bearer t" } },
  ]);
  const track = view.find("record-track");
  expect([track?.getAttribute("kind"), track?.getAttribute("src")]).toEqual(["chapters", "blob:chapters"]);
  const cue = { startTime: 65, getCueAsHTML: () => ({ textContent: "Fiji" }) };
  Object.defineProperty(track as HTMLElement, "track", { value: { cues: [cue] } });
  track?.dispatchEvent(new Event("load"));
  await eventually(() => expect(view.find("record-chapter-1")?.textContent).toMatch(/1:05\s+Fiji/));
});

it("plays from the moment that the address asks for, in the file that has it", () => {
  history.replaceState(null, "", "?at=2021-11-16T05:21:30Z");
  onTestFinished(() => history.replaceState(null, "", location.pathname));
  const [programme, floor] = RECORD.recording?.[0]?.files ?? [];
  const later = { ...floor, id: "6", at: 80 };
  const recording = [{ id: "1", started_at: RECORD.starts_at, files: [programme, floor, later] }];
  const found = { ...RECORD, recording } as SessionRecord;
  const view = show(RecordPage, { session: "2", found }, client);
  expect(view.find("record-moment")?.textContent).toContain("13:21");
  const player = view.find("record-player") as HTMLVideoElement;
  expect(player.getAttribute("src")).toBe("/media/session-recording/6");
  const played = vi.spyOn(player, "play").mockResolvedValue();
  player.dispatchEvent(new Event("loadedmetadata"));
  expect([player.currentTime, played.mock.calls.length]).toEqual([10, 1]);
});

it("fetches a recording that is for some readers before it plays", () => {
  const view = show(RecordPage, { session: "2", found: { ...RECORD, is_open: [] }, client }, client);
  expect(view.find("record-player")).toBeNull();
  expect(view.find("record-play")?.textContent).toContain("Fetch and play");
});

it("asks with the seat's bearer, says a refusal, and asks again when something is published", async () => {
  const refusal = { code: "publication.not_published", detail: "no" };
  answers = [() => Response.json(refusal, { status: 403 })];
  const view = show(RecordPage, { session: "2", client }, client);
  await eventually(() => expect(view.find("record-refused")?.textContent).toContain("not published"));
  expect(asked).toEqual([
    [
      "/api/v1/sessions/2/record",
      expect.objectContaining({ headers: expect.objectContaining({ Authorization: "Bearer t" }) }),
    ],
  ]);
  client.receiveEvent({}, { type: "publication.shown", session: "2" } as never, {}, CONFERENCE);
  await eventually(() => expect(view.find("record-recording")).not.toBeNull());
});

it("says that nothing is published", () => {
  const found = { ...RECORD, recording: null, questions: null };
  expect(show(RecordPage, { session: "2", found }, client).find("record-nothing")).not.toBeNull();
});

it("links to what the seat may read, by the widest of what it is told", () => {
  const row = (id: string, part: string, readers: string, is_readable: boolean) => ({
    id,
    session: "2",
    part,
    readers,
    published_at: readers === "nobody" ? null : "2021-11-16T09:00:00Z",
    is_readable,
  });
  const put = {
    publication: {
      1: row("1", "minutes", "delegations", false),
      2: row("2", "recording", "everyone", true),
      3: row("3", "questions", "nobody", false),
    },
  };
  client.receiveEvent(put as never, null, {}, CONFERENCE);
  const view = show(RecordLink, { session: "2" }, client);
  expect(view.text()).toContain("Published: Recording");
  expect(isWithheld(client, "2", "minutes")).toBe(true);

  client.receiveEvent(
    { my_publication: { 1: row("1", "minutes", "delegations", true) } } as never,
    null,
    {},
    CONFERENCE,
  );
  expect(publishedParts(client, "2").sort()).toEqual(["minutes", "recording"]);
  expect(isWithheld(client, "2", "minutes")).toBe(false);
  expect(isWithheld(client, "2", "questions")).toBe(true);
  expect(view.find("record-link-2")?.textContent).toContain("Minutes, Recording");
  expect(show(RecordLink, { session: "3" }, client).find("record-link-3")).toBeNull();
});

const toRecording = (counts: Record<string, number>, mine: string[]) => [
  { item: "recording", row: "", counts, mine },
];

it("reacts over REST, reads again when the organiser switches, and shows counts alone without a seat", async () => {
  const conference = (takes: boolean) => ({ conference: { 1: { id: "1", takes_reactions: takes } } });
  client.receiveEvent(conference(true), null, {}, CONFERENCE);
  reactions = toRecording({ agree: 2 }, []);
  const view = show(RecordPage, { session: "2", found: RECORD, client }, client);
  await eventually(() => expect(view.find("reactions-recording-agree-count")?.textContent).toBe("2"));
  expect(view.find("reactions-minutes")).toBeNull();
  reactions = toRecording({ agree: 3 }, ["agree"]);
  view.press("reactions-recording-agree");
  await eventually(() =>
    expect(view.find("reactions-recording-agree")?.getAttribute("aria-pressed")).toBe("true"),
  );
  expect(reacted.at(-1)?.[0]).toBe("/api/v1/sessions/2/reactions/recording/agree");
  expect(reacted.at(-1)?.[1]).toMatchObject({ method: "PUT", headers: { Authorization: "Bearer t" } });
  reactions = [];
  client.receiveEvent(conference(false), null, {}, CONFERENCE);
  await eventually(() => expect(view.find("reactions-recording")).toBeNull());

  reactions = toRecording({ thanks: 1 }, []);
  const outside = show(RecordPage, { session: "2", found: RECORD }, client);
  await eventually(() => expect(outside.find("reactions-recording")?.textContent).toContain("Thank you"));
  expect(outside.find("reactions-recording")?.querySelector("button")).toBeNull();
});

it("shows the reactions to a statement beneath its row of the minutes", async () => {
  reactions = [{ item: "statement/12", row: "written/1", counts: { question: 1 }, mine: [] }];
  const written = {
    name: "written",
    title: "Statements in writing",
    columns: ["statement", "party", "text"].map((name) => ({ name, label: name, figures: false })),
    rows: [
      {
        item: "written/1",
        cells: ["1", "Fiji", "We agree."].map((text) => ({ text, utc: "", at: "" })),
        corrections: [],
      },
    ],
  };
  answers = [() => Response.json({ notes: [], sections: [written] }, { headers: { ETag: "1" } })];
  const found = { ...RECORD, minutes: true, recording: null, questions: null };
  const view = show(RecordPage, { session: "2", found }, client);
  await eventually(() => expect(view.find("reactions-statement/12")).not.toBeNull());
  expect(view.find("reactions-statement/12")?.getAttribute("aria-label")).toBe(
    "Reactions to the statement of Fiji",
  );
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked.filter(([path]) => path.includes("/minutes"))).toHaveLength(1);
});
