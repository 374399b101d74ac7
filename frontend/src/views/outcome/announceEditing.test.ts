import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { OutcomeModel } from "./document.svelte";
import { RENEW_MS, announceEditing } from "./announceEditing";

const STREAM = "outcome/4";
const BEGIN = { type: "outcome.begin_editing", paragraph: "3" };
const END = { type: "outcome.end_editing", paragraph: "3" };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("tells that a paragraph is edited, renews it, and ends it", async () => {
  const client = new ManualClient();
  const end = announceEditing(client, STREAM, "3");
  expect(client.sentCommands).toEqual([BEGIN]);
  // The first is not answered: nothing piles up.
  vi.advanceTimersByTime(RENEW_MS);
  expect(client.sentCommands).toEqual([BEGIN]);
  const answered = client.answer();
  await vi.advanceTimersByTimeAsync(RENEW_MS);
  await answered;
  expect(client.sentCommands).toEqual([BEGIN, BEGIN]);
  end();
  vi.advanceTimersByTime(10 * RENEW_MS);
  expect(client.sentCommands).toEqual([BEGIN, BEGIN, END]);
});

it("waits for a lost connection, and goes on then", () => {
  const client = new ManualClient();
  client.loseConnection();
  const end = announceEditing(client, STREAM, "3");
  vi.advanceTimersByTime(RENEW_MS);
  expect(client.sentCommands).toEqual([]);
  client.phase = "live";
  vi.advanceTimersByTime(RENEW_MS);
  expect(client.sentCommands).toEqual([BEGIN]);
  end();
});

it("names the others, not oneself", () => {
  const client = new ManualClient({ participant: "7" });
  const model = new OutcomeModel(client, "4");
  expect(model.editorsOf("3")).toBe("");
  const until = new Date(Date.now() + 10_000).toISOString();
  const editor = (participant: string, name: string, paragraph = "3") => ({
    participant,
    name,
    paragraph,
    until,
  });
  const editors = [editor("7", "Me"), editor("8", "Ana"), editor("9", "Budi"), editor("8", "Ana", "5")];
  client.store.apply({ stream: STREAM, signals: { "outcome.editors": { editors } } });
  expect(model.editorsOf("3")).toBe("Ana, Budi");
  expect(model.editorsOf("5")).toBe("Ana");
  expect(model.editorsOf("6")).toBe("");
  // Those who were cut off without a word are not renewed.
  vi.advanceTimersByTime(10_000);
  expect(model.editorsOf("3")).toBe("");
});
