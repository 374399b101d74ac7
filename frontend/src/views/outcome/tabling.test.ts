import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { OutcomeModel } from "./document.svelte";

const NOW = Date.parse("2021-11-16T05:20:00Z");
beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

function model(roles: string[], reading: number, amendments_until: string | null) {
  const client = new ManualClient({ roles });
  const document = { id: "4", reading, amendments_until, state: "drafting" as const };
  client.receiveEvent({ outcome_document: { 4: document } }, null, {}, "outcome/4");
  return new OutcomeModel(client, "4");
}

it("says before an amendment is written that it cannot be tabled", () => {
  expect(model(["delegate"], 0, null).tablingRefusal).toContain("once the first reading has begun");
  expect(model(["delegate"], 1, null).tablingRefusal).toBe("");
  const late = model(["delegate"], 1, "2021-11-16T05:20:01Z");
  expect(late.tablingRefusal).toBe("");
  vi.advanceTimersByTime(2000);
  expect(late.tablingRefusal).toContain("The deadline for amendments in this reading is over");
  // The drafting group enters what came on time.
  expect(model(["rapporteur"], 1, "2021-11-16T05:20:01Z").tablingRefusal).toBe("");
});
