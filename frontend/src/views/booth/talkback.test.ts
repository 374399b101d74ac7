import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Resource } from "../../media/signalling";
import { eventually } from "../../testing/eventually";
import { Talkback } from "./talkback.svelte";

const sent: { on: boolean; language: string; to: string }[] = [];
let answers: (() => Promise<Response>)[] = [];
const resource = (url = "/media/resources/9"): Resource => ({
  url,
  token: "t",
  soundOnly: false,
  loopback: false,
});
const refusal = (status: number, code: string) => () =>
  Promise.resolve(Response.json({ code, detail: "No.", status }, { status }));
const held = () => {
  let release: (answer: Response) => void = () => undefined;
  answers.push(() => new Promise((resolve) => (release = resolve)));
  return () => release(new Response(null, { status: 204 }));
};
const asked = () => sent.map(({ on }) => on);

beforeEach(() => {
  sent.length = 0;
  answers = [];
  vi.spyOn(globalThis, "fetch").mockImplementation((url, init) => {
    sent.push({
      ...(JSON.parse(init?.body as string) as { on: boolean; language: string }),
      to: String(url),
    });
    return answers.shift()?.() ?? Promise.resolve(new Response(null, { status: 204 }));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function connected(): Talkback {
  const talkback = new Talkback("fr");
  talkback.connect(resource());
  return talkback;
}

it("keeps the microphone silent until the relay has moved it, there and back", async () => {
  const talkback = connected();
  const [on, off] = [held(), held()];
  talkback.press();
  expect([talkback.isOn, talkback.isBetween]).toEqual([false, true]);
  on();
  await eventually(() => expect([talkback.isOn, talkback.isBetween]).toEqual([true, false]));
  talkback.stop();
  expect([talkback.isOn, talkback.isBetween]).toEqual([false, true]);
  off();
  await eventually(() => expect(talkback.isBetween).toBe(false));
  expect(sent).toEqual([
    { on: true, language: "fr", to: "/media/resources/9/talkback" },
    { on: false, language: "fr", to: "/media/resources/9/talkback" },
  ]);
});

it("asks for the last wish after the one under way", async () => {
  const talkback = connected();
  const on = held();
  talkback.press();
  talkback.stop();
  expect(talkback.isBetween).toBe(true);
  on();
  await eventually(() => expect(talkback.isBetween).toBe(false));
  expect(asked()).toEqual([true, false]);
});

it("stays silent while the key is held although another booth talks, and asks no more", async () => {
  answers = [refusal(409, "media.talkback_busy")];
  const talkback = connected();
  talkback.press();
  await eventually(() => expect(talkback.refusal?.code).toBe("media.talkback_busy"));
  expect([talkback.isOn, talkback.isBetween]).toEqual([false, true]);
  talkback.stop();
  expect(talkback.isBetween).toBe(false);
  expect(asked()).toEqual([true]);
  talkback.press();
  expect(talkback.refusal).toBeNull();
});

it("asks again of a new connection, and of a relay that did not answer", async () => {
  vi.useFakeTimers();
  const talkback = connected();
  talkback.toggle();
  await vi.advanceTimersByTimeAsync(0);
  expect(talkback.isOn).toBe(true);
  answers = [() => Promise.reject(new TypeError("no network"))];
  talkback.connect(resource("/media/resources/10"));
  expect([talkback.isOn, talkback.isBetween]).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(1000);
  expect([talkback.isOn, talkback.isBetween]).toEqual([true, false]);
  expect(sent.map(({ to }) => to)).toEqual(["9", "10", "10"].map((id) => `/media/resources/${id}/talkback`));
});

it("takes back what a relay may have done that did not answer", async () => {
  vi.useFakeTimers();
  const talkback = connected();
  answers = [() => Promise.reject(new TypeError("no network"))];
  talkback.press();
  await vi.advanceTimersByTimeAsync(500);
  talkback.stop();
  expect([talkback.isOn, talkback.isBetween]).toEqual([false, true]);
  await vi.advanceTimersByTimeAsync(500);
  expect(asked()).toEqual([true, false]);
  expect([talkback.isOn, talkback.isBetween]).toEqual([false, false]);
});

it("asks nothing any more when the page is left", async () => {
  vi.useFakeTimers();
  const talkback = connected();
  vi.mocked(fetch).mockImplementation(() => Promise.reject(new TypeError("no network")));
  talkback.toggle();
  await vi.advanceTimersByTimeAsync(500);
  talkback.connect(null);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetch).toHaveBeenCalledTimes(1);
});

it("is over when the relay ends it, and not before the signal has told of it", async () => {
  const talkback = connected();
  talkback.toggle();
  await eventually(() => expect(talkback.isOn).toBe(true));
  talkback.tell(false);
  expect(talkback.isOn).toBe(true);
  talkback.tell(true);
  talkback.tell(false);
  expect([talkback.wanted, talkback.isOn, talkback.isBetween]).toEqual([false, false, false]);
});
