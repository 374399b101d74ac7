import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Caption } from "../../state/captions";
import { SessionModel } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import CaptionControl from "./CaptionControl.svelte";
import { LiveCaptions } from "./liveCaptions.svelte";
import { markedParts, mergeCaptions, runsOf } from "./runs";
import { freeStrip, showsPrepared, shownCaptions } from "./shown";
import type { StageCaptions } from "./stageCaptions.svelte";

const START = Date.parse("2021-11-16T05:30:00Z");

function caption(id: number, text: string, seconds = 0, more: Partial<Caption> = {}): Caption {
  const at = new Date(START + seconds * 1000).toISOString();
  const of = { language: "en", source: "captioner", turn: "1", corrected: false } as const;
  return { id: String(id), text, began_at: at, ended_at: at, ...of, ...more };
}

describe("what is shown", () => {
  const captions = [caption(1, "One."), caption(2, "Two."), caption(3, "Three.")];
  const texts = (coming: string, seconds: number) =>
    shownCaptions(captions, coming, START + seconds * 1000).map(({ text }) => text);

  it("has two lines at most, the newest last", () => {
    expect(texts("", 1)).toEqual(["Two.", "Three."]);
    expect(texts("Fo", 1)).toEqual(["Three.", "Fo"]);
  });

  it("goes after some seconds of silence, later if there is more to read", () => {
    expect(texts("", 5)).toEqual([]);
    expect(texts("Fo", 5)).toEqual(["Fo"]);
    const long = [caption(1, "word ".repeat(40))];
    expect(shownCaptions(long, "", START + 13_000)).toHaveLength(1);
    expect(shownCaptions(long, "", START + 15_000)).toHaveLength(0);
  });
});

it("takes away words that did not change any more, although they were never made final", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const client = new ManualClient();
  client.receiveEvent(openSession());
  const live = new LiveCaptions(new SessionModel(client, "2"));
  live.language = "en";
  const comes = (texts: Record<string, string>) =>
    client.store.apply({ stream: "captions/2", signals: { "caption.coming": { texts } } });
  const shown = () => live.shown.map(({ text }) => text);
  comes({ en: "We" });
  expect(shown()).toEqual(["We"]);
  vi.advanceTimersByTime(14_000);
  comes({ en: "We", fr: "Nous" });
  vi.advanceTimersByTime(2_000);
  expect(shown()).toEqual([]);
  comes({ en: "We go on" });
  expect(shown()).toEqual(["We go on"]);
});

it("says of which captions nobody may have spoken the words", () => {
  const prepared = caption(1, "One.", 0, { source: "prepared" });
  expect(showsPrepared([prepared, caption(2, "Two.")])).toBe(true);
  expect(showsPrepared([prepared, caption(2, "Two."), caption(3, "Three.")])).toBe(false);
});

describe("the place in a picture", () => {
  const clock = { top: 0, bottom: 60 };
  const nameplate = { top: 460, bottom: 540 };

  it.each([
    ["bottom", [clock, nameplate], 400],
    ["top", [clock, nameplate], 60],
    ["bottom", [], 480],
    ["top", [], 0],
    ["bottom", [clock, { top: 100, bottom: 540 }], null],
  ] as const)("at the %s, %j", (edge, obstacles, place) => {
    expect(freeStrip(540, 60, obstacles, edge)).toBe(place);
  });
});

describe("a transcript", () => {
  it("is read by turn and source, in paragraphs", () => {
    const runs = runsOf([
      caption(1, "a", 0),
      caption(2, "b", 2),
      caption(3, "c", 20),
      caption(4, "d", 21, { source: "automatic" }),
      caption(5, "e", 22, { turn: "2" }),
      caption(6, "f", 23, { turn: null }),
    ]);
    const read = runs.map(({ turn, source, isNewTurn, paragraphs }) => [
      turn,
      source,
      isNewTurn,
      paragraphs.map((one) => one.map(({ text }) => text).join("")),
    ]);
    expect(read).toEqual([
      ["1", "captioner", true, ["ab", "c"]],
      ["1", "automatic", false, ["d"]],
      ["2", "captioner", true, ["e"]],
      [null, "captioner", true, ["f"]],
    ]);
    expect(runsOf([caption(1, "a"), caption(2, "b")], true)[0]?.paragraphs).toHaveLength(2);
  });

  it("takes the place of a caption that was corrected", () => {
    const shown = [caption(9, "nine"), caption(10, "tem")];
    expect(mergeCaptions(shown, shown)).toBe(shown);
    const texts = mergeCaptions(shown, [caption(11, "eleven"), caption(10, "ten")]).map(({ text }) => text);
    expect(texts).toEqual(["nine", "ten", "eleven"]);
  });

  it("marks the words that were searched for", () => {
    expect(markedParts("The floor. FLOOR (open)", "floor")).toEqual([
      { text: "The ", found: false },
      { text: "floor", found: true },
      { text: ". ", found: false },
      { text: "FLOOR", found: true },
      { text: " (open)", found: false },
    ]);
    expect(markedParts("a (open) b", "(open)")[1]).toEqual({ text: "(open)", found: true });
    expect(markedParts("any", " ")).toEqual([{ text: "any", found: false }]);
  });
});

describe("the control", () => {
  let client: ManualClient;
  let given: StageCaptions | null;
  const channel = (id: string, is_open = true) => ({ id, is_open, on_hall_screen: false });
  const control = () =>
    show(
      CaptionControl,
      { model: new SessionModel(client, "2"), oncaptions: (shown) => (given = shown?.captions ?? null) },
      client,
    );

  beforeEach(() => {
    client = new ManualClient();
    client.receiveEvent({
      ...openSession(),
      caption_channel: { en: channel("en"), fr: channel("fr", false) },
    });
  });
  afterEach(() => localStorage.clear());

  it("follows the captions only while they are read, and remembers the language", async () => {
    const followed = vi.spyOn(client, "follow");
    const view = control();
    expect([given, followed.mock.calls]).toEqual([null, []]);
    view.choose("caption-language", "en");
    view.choose("caption-size", "large");
    expect(given?.language).toBe("en");
    expect(followed.mock.calls).toEqual([["captions/2"]]);
    await view.unmount();
    expect(given).toBeNull();
    const again = control();
    expect(again.chosen("caption-language")).toBe("en");
  });

  it("offers the prepared text of who has the floor, in the language of the captions", () => {
    localStorage.setItem("balai.caption-language", "en");
    const statement = {
      id: "1",
      party: "fiji",
      kind: "statement",
      on_behalf_of: "",
      language: "en",
      text: "Excellencies,",
      spoken: true,
    } as const;
    client.receiveEvent({
      ...openSession({ id: "1", party: "fiji" }),
      written_statement: { 1: { ...statement, language: "fr" }, 2: { ...statement, party: "chile" } },
    });
    const view = control();
    expect(view.find("prepared-text")).toBeNull();
    client.receiveEvent({ written_statement: { 3: statement } });
    view.press("prepared-text");
    expect(view.find("prepared")?.textContent).toMatch(/Check against delivery.*Excellencies,/s);
  });

  it("keeps a language that has no captions here", () => {
    localStorage.setItem("balai.caption-language", "fr");
    const view = control();
    expect([view.chosen("caption-language"), given]).toEqual(["fr", null]);
    client.receiveEvent({ caption_channel: { fr: channel("fr") } });
    view.find("caption-language");
    expect(given?.language).toBe("fr");
  });
});
