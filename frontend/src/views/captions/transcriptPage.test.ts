import { afterEach, expect, it, vi } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { eventually } from "../../testing/eventually";
import { show } from "../../testing/view";
import TranscriptPage from "./TranscriptPage.svelte";

afterEach(() => void vi.useRealTimers());

it("shows words that are coming, and takes them away if they do not change any more", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ items: [], next: null, turns: [] })));
  const client = new ManualClient();
  client.receiveEvent({
    ...openSession(),
    caption_channel: { en: { id: "en", opened_at: "2021-11-16T05:20:00Z" } },
  } as never);
  const view = show(TranscriptPage, { session: "2" }, client);
  await eventually(() => expect(view.find("transcript-empty")).not.toBeNull());

  vi.useFakeTimers();
  const text = () => view.find("transcript-text")?.textContent;
  client.store.apply({ stream: "captions/2", signals: { "caption.coming": { texts: { en: "We go on" } } } });
  await vi.advanceTimersByTimeAsync(14_000);
  expect(text()).toContain("We go on");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(text()).not.toContain("We go on");
});
