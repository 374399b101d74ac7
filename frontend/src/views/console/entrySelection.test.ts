import { expect, it } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { ConsoleController } from "./consoleController.svelte";

it("says the row that a key selects, with its place and state", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  const party = { fiji: { id: "fiji", name: { en: "Fiji" } }, chile: { id: "chile", name: { en: "Chile" } } };
  client.receiveEvent({ party }, null, {}, "conference/1");
  client.receiveEvent(openSession());
  const entry = (id: string, party: string) => ({
    ...{ id, party, kind: "statement" as const, order: [Number(id)], limit: 180 },
    ...{ mode: "live" as const, place: "hall" as const },
  });
  client.receiveEvent({ entry: { 8: entry("8", "chile"), 9: entry("9", "fiji") } });
  const verdict = { verdict: "absent" as const, figure: null };
  client.receiveSignal("floor.readiness", { entries: { 9: verdict } });
  const { selection } = new ConsoleController(client, "2");
  selection.step(1);
  expect(announcer.assertive).toBe("Chile, 1");
  selection.step(1);
  expect(announcer.assertive).toBe("Fiji, 2, not connected");
});
