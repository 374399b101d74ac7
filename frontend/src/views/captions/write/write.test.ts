import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { flushSync } from "svelte";
import type { Caption } from "../../../state/captions";
import { ManualClient, openSession } from "../../../testing/client";
import {
  expandBefore,
  expandLast,
  isAbbreviation,
  keepAbbreviations,
  keptAbbreviations,
} from "./abbreviations";
import { show } from "../../../testing/view";
import { announcer } from "../../../components/announcer.svelte";
import LanguageAndState from "./LanguageAndState.svelte";
import Line from "./Line.svelte";
import { CaptionerModel } from "./captionerModel.svelte";
import { piecesOf } from "./pieces";

const LIST = { uno: "United Nations", sg: "the Secretary-General", NZ: "New Zealand" };
const CAPTIONS = "captions/2";

it.each([
  ["the uno ", "the United Nations "],
  ["Uno.", "United Nations."],
  ["Sg,", "The Secretary-General,"],
  ["nz ", "nz "],
  ["NZ ", "New Zealand "],
  ["unop ", "unop "],
  ["uno", "uno"],
  ["", ""],
])("expands %j to %j", (typed, text) => {
  expect(expandBefore(typed, typed.length, LIST)).toEqual({ text, caret: text.length });
});

it("expands at the caret alone, and the last word of a final line", () => {
  expect(expandBefore("uno uno end", 4, LIST)).toEqual({ text: "United Nations uno end", caret: 15 });
  expect(expandLast("thank the uno", LIST)).toBe("thank the United Nations");
  expect(expandLast("constructor", LIST)).toBe("constructor");
  expect([isAbbreviation("uno"), isAbbreviation("u n"), isAbbreviation("")]).toEqual([true, false, false]);
});

it("keeps abbreviations in the browser, and starts without what it cannot read", () => {
  keepAbbreviations(LIST);
  expect(keptAbbreviations()).toEqual(LIST);
  for (const bad of ["{", "null", '{"a": 1}']) {
    localStorage.setItem("balai.caption-abbreviations", bad);
    expect(keptAbbreviations()).toEqual({});
  }
});

it("makes captions of the lines that are pasted, and several of a long one", () => {
  expect(piecesOf("One.\r\n\n  Two. \u2028Three.")).toEqual(["One.", "Two.", "Three."]);
  const sentence = "We agree with this. ".repeat(40).trim();
  const pieces = piecesOf(sentence);
  expect(pieces.join(" ")).toBe(sentence);
  expect(pieces.every((piece) => piece.length <= 500 && piece.endsWith("."))).toBe(true);
  expect(piecesOf("x".repeat(1001)).map(({ length }) => length)).toEqual([500, 500, 1]);
});

let client: ManualClient;
let captioner: CaptionerModel;

beforeEach(() => {
  localStorage.setItem("balai.written-language", "en");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  client = new ManualClient({ roles: ["captioner"] });
  client.receiveEvent({
    ...openSession(),
    caption_channel: { en: { id: "en", is_open: true, on_hall_screen: false } },
  });
  captioner = new CaptionerModel(client, "2");
});
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
  sessionStorage.clear();
});

async function answered(code?: string) {
  const answer = client.answer(code);
  await vi.advanceTimersByTimeAsync(0);
  await answer;
}
const texts = () => client.sentCommands.map((one) => [one.type, "text" in one ? one.text : ""]);
function type(text: string) {
  captioner.draft = text;
  captioner.typed();
}
/** The server has written a caption of this person. */
function written(id: string, text: string, more: Partial<Caption> = {}) {
  const at = new Date().toISOString();
  const facts = { id, text, language: "en", source: "captioner", turn: null, corrected: false } as const;
  client.store.apply({
    stream: CAPTIONS,
    after: Number(id) - 1,
    seq: Number(id),
    cursor: "",
    put: { caption: { [id]: { ...facts, began_at: at, ended_at: at, ...more } } },
    drop: {},
    actor: "7",
    at,
    event: { type: "caption.written", caption: id },
  });
  flushSync();
}

it("shows words while they are typed, four times a second at most", async () => {
  type("W");
  await vi.advanceTimersByTimeAsync(0);
  type("We");
  await answered();
  type("We a");
  await vi.advanceTimersByTimeAsync(200);
  expect(texts()).toEqual([["caption.write_coming", "W"]]);
  await vi.advanceTimersByTimeAsync(50);
  expect(texts().at(-1)).toEqual(["caption.write_coming", "We a"]);
});

it("writes in order: what is coming first, then each line after the one before", async () => {
  type("One.");
  await vi.advanceTimersByTimeAsync(0);
  void captioner.enter();
  captioner.write("Two.\nThree.");
  await vi.advanceTimersByTimeAsync(0);
  expect(texts()).toEqual([["caption.write_coming", "One."]]);
  await answered();
  expect(texts().at(-1)).toEqual(["caption.write", "One."]);
  await answered("wire.throttled");
  await vi.advanceTimersByTimeAsync(400);
  expect(texts().at(-1)).toEqual(["caption.write", "One."]);
  await answered();
  await answered();
  await answered();
  expect(texts().slice(-2)).toEqual([
    ["caption.write", "Two."],
    ["caption.write", "Three."],
  ]);
  expect([captioner.waiting, captioner.draft]).toEqual([[], ""]);
});

it("keeps what was refused, until it is sent again", async () => {
  captioner.write("One.\nTwo.");
  await vi.advanceTimersByTimeAsync(0);
  await answered("captions.not_running");
  expect(captioner.held).toContain("does not run");
  expect(captioner.waiting.map(({ text }) => text)).toEqual(["One.", "Two."]);
  void captioner.send();
  await vi.advanceTimersByTimeAsync(0);
  await answered();
  await answered();
  expect([captioner.held, captioner.waiting]).toEqual(["", []]);
});

it("sends no coming words over a lost line, and keeps the draft over a reload", async () => {
  client.loseConnection();
  type("We ag");
  await vi.advanceTimersByTimeAsync(1000);
  expect(client.sentCommands).toEqual([]);
  expect(new CaptionerModel(client, "2").draft).toBe("We ag");
});

it("keeps captions over a lost line, and then says how long ago they were spoken", async () => {
  type("One.");
  await vi.advanceTimersByTimeAsync(250);
  await answered();
  client.loseConnection();
  await captioner.enter();
  captioner.write("Two.");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(texts()).toEqual([["caption.write_coming", "One."]]);
  expect(captioner.waiting).toHaveLength(2);

  client.phase = "live";
  captioner.resume();
  await vi.advanceTimersByTimeAsync(0);
  await answered();
  const ago = client.sentCommands
    .slice(1)
    .map((one) => "began_ms_ago" in one && [one.text, one.began_ms_ago]);
  expect(ago).toEqual([
    ["One.", 20_250],
    ["Two.", 20_000],
  ]);
});

it("takes the last caption back into the line, within ten seconds", async () => {
  written("1", "Figi agrees.");
  written("2", "Tonga too.");
  type("half a line");
  captioner.editLast();
  expect(captioner.draft).toBe("Tonga too.");
  captioner.editLast();
  captioner.draft = "Fiji agrees.";
  void captioner.enter();
  expect(client.sentCommands.at(-1)).toEqual({ type: "caption.correct", caption: "1", text: "Fiji agrees." });
  await answered();
  expect([captioner.draft, captioner.editing]).toEqual(["half a line", null]);
  expect(captioner.secondsLeft("2")).toBe(10);
  await vi.advanceTimersByTimeAsync(10_001);
  captioner.editLast();
  expect(captioner.editing).toBeNull();
});

it("leaves a correction that came too late in the line", async () => {
  written("1", "Figi agrees.");
  captioner.editLast();
  captioner.draft = "Fiji agrees.";
  void captioner.enter();
  await answered("caption.too_late");
  expect([captioner.draft, captioner.editing]).toEqual(["Fiji agrees.", null]);
});

it("knows its own captions after a reload", () => {
  written("1", "Figi agrees.");
  captioner.close();
  captioner = new CaptionerModel(client, "2");
  expect(captioner.secondsLeft("1")).toBe(10);
  captioner.editLast();
  expect(captioner.editing).toBe("1");
});

describe("a prepared text", () => {
  const text = "Excellencies. We thank the Chair. " + "We agree with the proposal of the group. ".repeat(5);

  beforeEach(() => {
    client.receiveEvent({
      ...openSession({ id: "4", party: "fiji" }),
      written_statement: {
        1: {
          id: "1",
          party: "fiji",
          kind: "statement",
          on_behalf_of: "",
          language: "en",
          text,
          spoken: true,
        },
      },
    });
    flushSync();
  });

  it("is shown caption by caption, in two lines at most", async () => {
    expect(captioner.preparedTexts.every(({ length }) => length <= 74)).toBe(true);
    expect(captioner.preparedTexts.join(" ")).toBe(text.trim());
    captioner.writePrepared();
    expect(captioner.nextPrepared).toBe(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(client.sentCommands.at(-1)).toMatchObject({
      type: "caption.write",
      source: "prepared",
      text: captioner.preparedTexts[0],
    });
  });

  it("goes on after what was shown in this turn, or where the captioner chooses", () => {
    written("1", captioner.preparedTexts[0] ?? "", { source: "prepared", turn: "3" });
    expect(captioner.nextPrepared).toBe(0);
    written("2", captioner.preparedTexts[0] ?? "", { source: "prepared", turn: "4" });
    written("3", "By the way,", { turn: "4" });
    expect(captioner.nextPrepared).toBe(1);
    captioner.skipTo(2);
    expect(captioner.nextPrepared).toBe(2);
    captioner.skipTo(-1);
    captioner.writePrepared();
    expect(captioner.nextPrepared).toBe(1);
  });

  it("goes on after a caption that was corrected, which is no longer of it", async () => {
    written("1", captioner.preparedTexts[0] ?? "", { source: "prepared", turn: "4" });
    captioner.editLast();
    captioner.draft = "Excellency.";
    void captioner.enter();
    await answered();
    expect(captioner.nextPrepared).toBe(1);
    written("1", "Excellency.", { source: "captioner", turn: "4", corrected: true });
    expect(captioner.nextPrepared).toBe(1);
  });

  it("is not offered in another language", () => {
    captioner.choose("fr");
    expect([captioner.prepared, captioner.preparedTexts]).toEqual([null, []]);
    captioner.writePrepared();
    expect(captioner.waiting).toEqual([]);
  });
});

describe("a language that is off", () => {
  const off = () =>
    client.receiveEvent({ caption_channel: { en: { id: "en", is_open: false, on_hall_screen: false } } });

  it("is begun by a button that stays, and leads to the line once it is on", async () => {
    off();
    const onbegun = vi.fn();
    const view = show(LanguageAndState, { captioner, onbegun }, client);
    const button = view.find("captions-begin");
    view.press("captions-begin");
    expect(onbegun).not.toHaveBeenCalled();
    client.receiveEvent({
      caption_channel: { en: { id: "en", is_open: true, on_hall_screen: false } },
    });
    await answered();
    expect(onbegun).toHaveBeenCalledOnce();
    expect(view.find("captions-end")).toBe(button);
  });

  it("does not lead to the line when it could not be begun", async () => {
    off();
    const onbegun = vi.fn();
    const view = show(LanguageAndState, { captioner, onbegun }, client);
    view.press("captions-begin");
    await answered("captions.too_many");
    expect(onbegun).not.toHaveBeenCalled();
  });

  it("says what became of captions that waited until the session was closed", async () => {
    show(Line, { captioner }, client);
    client.loseConnection();
    captioner.write("We close.");
    const closed = openSession();
    client.receiveEvent({ session: { 2: { ...closed.session?.["2"], state: "closed" } } });
    expect(captioner.runs).toBe(false);
    client.phase = "live";
    flushSync();
    await vi.advanceTimersByTimeAsync(0);
    await answered("captions.not_running");
    expect(captioner.held).toContain("does not run");
    expect(captioner.waiting.map(({ text }) => text)).toEqual(["We close."]);
  });

  it("keeps what is typed in the line, and says why Enter shows nothing", () => {
    off();
    const view = show(Line, { captioner }, client);
    view.type("caption-line", "We begin.");
    expect(view.find("line-hint")?.textContent).toContain("Captions in English are off.");
    view.field("caption-line").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    expect(announcer.assertive).toContain("Captions in English are off.");
    expect(captioner.draft).toBe("We begin.");
    expect(client.sentCommands).toEqual([]);
  });
});
