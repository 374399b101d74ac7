/** What is known before the floor is given. */
import { expect, it } from "vitest";
import { NO_LINES } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import MainActs from "./MainActs.svelte";

const presence = (audience_remote: number) => ({
  ...{ parties: {}, devices: {}, lost: [], people: [], moderators: 1 },
  ...{ audience_hall: 0, audience_remote, audience_simulated: 0 },
});

it("warns before a speaker in the hall is called while the hall is off air and people listen elsewhere", () => {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  const entry = { id: "8", party: "fiji", kind: "statement", mode: "live", place: "hall", order: [1] };
  client.receiveEvent({ entry: { 8: entry as never } });
  const view = show(MainActs, {}, client, new ConsoleController(client, "2"));
  const warning = () => view.find("hall-off-air")?.textContent ?? "";
  expect(warning()).toBe("");
  client.receiveSignal("media.lines", NO_LINES);
  expect(warning()).toBe("");
  client.receiveSignal("presence", presence(3));
  expect(warning()).toContain("The hall is off air: 3 people elsewhere will not hear");
  client.receiveSignal("media.lines", { ...NO_LINES, hall: true });
  expect(warning()).toBe("");
});
