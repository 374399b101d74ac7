import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NO_LINES } from "../../state/sessionModel.svelte";
import { ManualClient, openSession } from "../../testing/client";
import { show } from "../../testing/view";
import { ConsoleController } from "./consoleController.svelte";
import FloorFacts from "./FloorFacts.svelte";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2021-11-16T05:30:00Z") }));
afterEach(() => void vi.useRealTimers());

function told() {
  const client = new ManualClient({ roles: ["moderator"], party: null });
  client.receiveEvent(
    { ...openSession(), party: { fiji: { id: "fiji", name: { en: "Fiji" } } } },
    null,
    {},
    "conference/1",
  );
  client.receiveEvent(openSession());
  const view = show(FloorFacts, {}, client, new ConsoleController(client, "2"));
  return { client, says: () => view.find("hall-shows")?.textContent.replaceAll(/\s+/g, " ").trim() };
}

const QUESTION = { id: "3", state: "approved" as const, text: "Who pays for the cables?", pinned: true };

it("shows what the hall screen shows, from the list to the end", () => {
  const { client, says } = told();
  expect(says()).toBe("the theme, the list of speakers and the way to take part");
  client.receiveEvent(openSession({ id: "1" }));
  expect(says()).toBe("Fiji speaking");
  client.receiveEvent({ question: { 3: QUESTION } });
  expect(says()).toBe("the question “Who pays for the…”");
  const session = { id: "2", title: {}, reason: "" };
  client.receiveEvent({ session: { 2: { ...session, state: "suspended" } } });
  expect(says()).toBe("that the session is suspended");
  client.receiveEvent({ session: { 2: { ...session, state: "closed" } } });
  expect(says()).toBe("that the session is closed");
});

it("shows nothing without the server", () => {
  const { client, says } = told();
  client.loseConnection();
  vi.advanceTimersByTime(3000);
  expect(says()).toBe("not known without a connection");
});

it("does not say that somebody speaks whom the gate has closed", () => {
  const { client, says } = told();
  const lines = { ...NO_LINES, floor: "7" };
  client.receiveSignal("media.lines", lines);
  client.receiveEvent(openSession({ id: "1", suspended_at: "2021-11-16T05:29:00Z" }));
  expect(says()).toBe("Fiji speaking");
  client.receiveSignal("media.lines", NO_LINES);
  expect(says()).toBe("Fiji, suspended");
});
