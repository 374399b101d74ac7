import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { MinutesSection } from "../../state/minutes";
import type { RecordRecording } from "../../state/record";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Section from "../minutes/Section.svelte";
import { filesAt, minutesItem, minutesPath, playPath, recordingAt } from "./moments";
import { Recordings } from "./recordings.svelte";
import { citationsByItem } from "./citations";
import { eventually } from "../../testing/eventually";

const file = (id: string, slot: string, at: number, seconds: number) => ({
  id,
  slot,
  kind: "webm",
  at,
  seconds,
  octets: 1,
  language: "",
  language_name: "",
});
const RECORDING: RecordRecording = {
  id: "1",
  started_at: "2021-11-16T05:00:00Z",
  files: [file("1", "floor", 0, 60), file("2", "floor", 90, 60), file("3", "chair", 0, 150)],
};
const BEFORE = "2021-11-16T04:59:59Z";
const EARLY = "2021-11-16T05:00:30Z";
const BETWEEN = "2021-11-16T05:01:15Z";
const AFTER = "2021-11-16T05:02:30Z";

afterEach(() => vi.unstubAllGlobals());

it("finds the files in which a moment is", () => {
  const ids = (at: string) => filesAt(RECORDING, at).map(({ id }) => id);
  expect([BEFORE, EARLY, BETWEEN, AFTER].map(ids)).toEqual([[], ["1", "3"], ["3"], []]);
  expect(recordingAt([RECORDING], EARLY)).toBe(RECORDING);
  expect(recordingAt([RECORDING], AFTER)).toBeNull();
});

it("names the places of a moment and of an item", () => {
  expect(playPath("2", EARLY)).toBe(`/session/2/record?at=${encodeURIComponent(EARLY)}`);
  expect(minutesPath("2", minutesItem("statement", "4"))).toBe("/session/2/minutes#written/4");
});

it("asks once for the recordings of a session, and plays nothing that the reader may not see", async () => {
  const answers = [Response.json({ recording: [RECORDING] }), Response.json({ code: "x" }, { status: 403 })];
  const fetched = vi.fn((path: string) => Promise.resolve(path && answers.shift()));
  vi.stubGlobal("fetch", fetched);
  const recordings = new Recordings(() => "t");
  expect(recordings.hasMoment("2", EARLY)).toBe(false);
  await eventually(() => expect(recordings.hasMoment("2", EARLY)).toBe(true));
  expect([recordings.hasMoment("2", AFTER), recordings.hasMoment("2", null)]).toEqual([false, false]);
  expect(recordings.hasMoment("3", EARLY)).toBe(false);
  await eventually(() => expect(fetched).toHaveBeenCalledTimes(2));
  expect(recordings.hasMoment("3", EARLY)).toBe(false);
  expect(fetched.mock.calls.map(([path]) => path)).toEqual([
    "/api/v1/sessions/2/record",
    "/api/v1/sessions/3/record",
  ]);
});

let section: MinutesSection;
beforeEach(() => {
  const cell = (text: string, at = "") => ({ text, utc: text, at });
  section = {
    name: "turns",
    title: "Turns",
    columns: ["party", "started_at"].map((name) => ({ name, label: name, figures: false })),
    rows: [
      { item: "turn/1", cells: [cell("Fiji"), cell("13:00", EARLY)], corrections: [] },
      { item: "turn/2", cells: [cell("Chile"), cell("13:02", AFTER)], corrections: [] },
    ],
  };
});

it("plays a row of the minutes, and names the paragraphs that use it", () => {
  const onplay = vi.fn();
  const cited = { outcome: "4", paragraph: "12", label: "3 bis", kind: "turn" as const, target: "2" };
  const props = { section, stream: "session/2", used: citationsByItem([cited]), ontake: () => undefined };
  const plays = (at: string) => at === EARLY;
  const view = show(Section, { ...props, plays, onplay }, new ManualClient());
  expect(view.find("play-turn/2")).toBeNull();
  view.press("play-turn/1");
  expect(onplay).toHaveBeenCalledExactlyOnceWith(EARLY);
  const link = view.find("used-turn-2");
  expect(link?.textContent).toBe("Used in paragraph 3 bis");
  expect(link?.getAttribute("href")).toBe("/outcome/4#paragraph-12");
  expect(view.find("used-turn-1")).toBeNull();
});
