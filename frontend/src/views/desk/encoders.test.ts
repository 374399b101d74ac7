import { afterEach, expect, it, vi } from "vitest";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { SessionModel } from "../../state/sessionModel.svelte";
import Encoders from "./Encoders.svelte";

const KEY = { id: "k", label: "OBS", made_at: "2021-11-16T05:00:00Z", used_at: "2021-11-16T05:10:00Z" };
const HANDSHAKE = { code: "media.encoder_handshake", text: "Its encryption…", at: "2021-11-16T05:10:00Z" };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("shows next to a key why its encoder cannot send, while the list is open", async () => {
  vi.useFakeTimers();
  const answers = [
    { ...KEY, error: null },
    { ...KEY, error: HANDSHAKE },
    { ...KEY, error: null },
  ];
  const fetched = vi.fn(() => Promise.resolve(Response.json({ keys: [answers.shift()] })));
  vi.stubGlobal("fetch", fetched);
  const client = new ManualClient({ roles: ["operator"], party: null });
  client.receiveEvent(openSession());
  const view = show(Encoders, { model: new SessionModel(client, "2") }, client);
  const list = view.field("encoders") as unknown as HTMLDetailsElement;

  list.open = true;
  await vi.advanceTimersByTimeAsync(1);
  expect(view.find("key-error")).toBeNull();
  await vi.advanceTimersByTimeAsync(5000);
  expect(view.find("key-error")?.textContent).toContain("Give FFmpeg a certificate on P-256");
  await vi.advanceTimersByTimeAsync(5000);
  expect(view.find("key-error")).toBeNull();

  list.open = false;
  await vi.advanceTimersByTimeAsync(20000);
  expect(fetched).toHaveBeenCalledTimes(3);
});
