/** What is known before the floor is given. */
import { flushSync } from "svelte";
import { expect, it, onTestFinished, vi } from "vitest";
import { announcer } from "../../components/announcer.svelte";
import { NO_LINES } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import MainActs from "./MainActs.svelte";

const presence = (audience_remote: number, people: string[] = []) => ({
  ...{ parties: {}, devices: {}, lost: [], people, moderators: 1 },
  ...{ audience_hall: 0, audience_remote, audience_simulated: 0 },
});

function withSpeakerInHall() {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(openSession());
  const entry = { id: "8", party: "fiji", kind: "statement", mode: "live", place: "hall", order: [1] };
  client.receiveEvent({ entry: { 8: entry as never } });
  const view = show(MainActs, {}, client, new ConsoleController(client, "2"));
  return { client, view, warning: () => view.find("hall-off-air")?.textContent ?? "" };
}

it("warns before a speaker in the hall is called while the hall is off air and people listen elsewhere", () => {
  const { client, warning } = withSpeakerInHall();
  expect(warning()).toBe("");
  client.receiveSignal("media.lines", NO_LINES);
  expect(warning()).toBe("");
  client.receiveSignal("presence", presence(3));
  expect(warning()).toContain("(people elsewhere: 3)");
  client.receiveSignal("media.lines", { ...NO_LINES, hall: true });
  expect(warning()).toBe("");
});

it("announces that once, and not whenever somebody joins", () => {
  const say = vi.spyOn(announcer, "say");
  onTestFinished(() => say.mockRestore());
  const { client, view } = withSpeakerInHall();
  client.receiveSignal("media.lines", NO_LINES);
  client.receiveSignal("presence", presence(1));
  flushSync();
  client.receiveSignal("presence", presence(2));
  expect(view.find("hall-off-air")?.textContent).toContain("(people elsewhere: 2)");
  expect(view.find("hall-off-air")?.closest("[role=status]")).toBeNull();
  expect(say).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("(people elsewhere: 1)"), "off_air");
});

it("counts remote people without a party too, and none of the audience twice", () => {
  const { client, warning } = withSpeakerInHall();
  const participant = {
    20: { id: "20", place: "remote" as const, roles: ["interpreter" as const] },
    21: { id: "21", place: "hall" as const, roles: ["interpreter" as const] },
    22: { id: "22", place: "remote" as const, roles: ["audience" as const] },
  };
  client.receiveEvent({ participant }, null, {}, "conference/1");
  client.receiveSignal("media.lines", NO_LINES);
  client.receiveSignal("presence", presence(1, ["20", "21", "22"]));
  expect(warning()).toContain("(people elsewhere: 2)");
});

it("offers to give the floor once, in one band, while it asks whether to cut the speaker", () => {
  const { client, view } = withSpeakerInHall();
  client.receiveSignal("media.lines", NO_LINES);
  client.receiveSignal("presence", presence(3));
  client.receiveEvent(
    openSession({ id: "1", allotted: 180, started_at: new Date(client.now).toISOString() }),
  );
  view.press("give-floor");
  expect(view.find("cut-speaker")).not.toBeNull();
  expect(view.find("give-floor")).toBeNull();
  expect(view.find("hall-off-air")).toBeNull();
  expect(view.find("thank")).not.toBeNull();
  view.press("go-on");
  expect(view.find("give-floor")).not.toBeNull();
});
