import { expect, it } from "vitest";
import { Attempt } from "./attempt.svelte";

it("does one act at a time, and says why the last one failed", async () => {
  const attempt = new Attempt((error) => `No: ${String(error)}`);
  let release: () => void = () => undefined;
  const first = attempt.run(() => new Promise<void>((resolve) => (release = resolve)));
  expect([attempt.busy, await attempt.run(async () => undefined)]).toEqual([true, false]);
  release();
  expect([await first, attempt.busy, attempt.trouble]).toEqual([true, false, ""]);
  expect(await attempt.run(() => Promise.reject("full"))).toBe(false);
  expect([attempt.busy, attempt.trouble]).toEqual([false, "No: full"]);
  await attempt.run(async () => undefined);
  expect(attempt.trouble).toBe("");
});
