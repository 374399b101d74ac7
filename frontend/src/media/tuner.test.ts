import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { eventually } from "../testing/eventually";
import type { OpenedConnection } from "./mediaLine.svelte";
import { Tuner, type Tuning } from "./tuner";

const sent: Tuning[] = [];
let answers: (() => Promise<Response>)[] = [];
const opened = (url = "/media/resources/9") =>
  ({ resource: { url, token: "t", soundOnly: false, loopback: false } }) as OpenedConnection;
const refusal = (status: number, code: string) => () =>
  Promise.resolve(new Response(JSON.stringify({ code }), { status }));

beforeEach(() => {
  sent.length = 0;
  answers = [];
  vi.spyOn(globalThis, "fetch").mockImplementation((_, init) => {
    sent.push(JSON.parse(init?.body as string) as Tuning);
    return answers.shift()?.() ?? Promise.resolve(new Response(null, { status: 204 }));
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("sends the last choice after the one under way, and leaves out those between", async () => {
  let release: (answer: Response) => void = () => undefined;
  answers = [() => new Promise((resolve) => (release = resolve))];
  const tuner = new Tuner();
  for (const language of ["fr", "es", "en"]) tuner.tune(opened(), { language, floor: true });
  release(new Response(null, { status: 204 }));
  await eventually(() => expect(sent.map(({ language }) => language)).toEqual(["fr", "en"]));
});

it("asks again for a channel that the relay does not know yet, and not for a lost connection", async () => {
  vi.useFakeTimers();
  answers = [refusal(404, "interpretation.unknown_language"), refusal(404, "media.unknown_resource")];
  const tuner = new Tuner();
  tuner.tune(opened(), { language: "fr", floor: false });
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent).toEqual([
    { language: "fr", floor: false },
    { language: "fr", floor: false },
  ]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toHaveLength(2);
});
