import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { announcer } from "./announcer.svelte";
import type { Client } from "../state/client.svelte";
import type { Command } from "../wire/frames";
import type { Outcome } from "../wire/connection";
import { CommandRunner } from "./commandRunner.svelte";
import { staff as en } from "../locales/en/common.json";

const END: Command = { type: "floor.end", token: 7 };

/** A client whose answers the test gives. */
function handheld() {
  const asked: Command[] = [];
  const answers: ((outcome: Outcome) => void)[] = [];
  const sendCommand = (_: string, command: Command) => {
    asked.push(command);
    return new Promise<Outcome>((resolve) => answers.push(resolve));
  };
  return { asked, answers, acts: new CommandRunner({ sendCommand } as unknown as Client, "session/1") };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("sends once, however often the control is pressed before the answer", async () => {
  const { acts, asked, answers } = handheld();
  const first = acts.send("thank", END);
  expect(await acts.send("thank", END)).toBe(false);
  answers[0]?.({ ok: true, seq: 3 });
  expect(await first).toBe(true);
  expect(asked).toEqual([END]);
});

it("shows a refusal at the control that was pressed, and announces it", async () => {
  const { acts, answers } = handheld();
  const done = acts.send("thank", END);
  answers[0]?.({ ok: false, code: "floor.token_changed", message: "" });
  expect(await done).toBe(false);
  const text = en["refusal.floor.token_changed"];
  expect(acts.refused).toEqual({ at: "thank", text, code: "floor.token_changed" });
  expect(announcer.assertive).toBe(text);
});

it("neither shows nor announces a refusal that its sender deals with", async () => {
  const { acts, answers } = handheld();
  announcer.sayNow("before");
  const codes: string[] = [];
  const done = acts.send("give", END, (code) => codes.push(code) > 0);
  answers[0]?.({ ok: false, code: "floor.not_ready", message: "" });
  expect(await done).toBe(false);
  expect([codes, acts.refused, announcer.assertive]).toEqual([["floor.not_ready"], null, "before"]);
});

it("removes an older refusal at the next command", () => {
  const { acts } = handheld();
  acts.refuse("give", "No.");
  void acts.send("thank", END);
  expect(acts.refused).toBeNull();
});

it("reports a late answer until it arrives", async () => {
  const { acts, answers } = handheld();
  const done = acts.send("thank", END);
  expect(acts.slow).toEqual([]);
  vi.advanceTimersByTime(1500);
  expect(acts.slow).toEqual(["thank"]);
  answers[0]?.({ ok: true, seq: 3 });
  await done;
  expect(acts.slow).toEqual([]);
});
