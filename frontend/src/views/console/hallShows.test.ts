import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { HandheldHall, opened } from "../../testing/hall";
import { show } from "../../testing/view";
import { Chairing } from "./chairing.svelte";
import HallShows from "./HallShows.svelte";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2021-11-16T05:30:00Z") }));
afterEach(() => void vi.useRealTimers());

function told() {
  const hall = new HandheldHall({ roles: ["moderator"], party: null });
  hall.tell({ ...opened(), party: { fiji: { id: "fiji", name: { en: "Fiji" } } } }, null, {}, "conference/1");
  hall.tell(opened());
  const view = show(HallShows, {}, hall, new Chairing(hall, "2"));
  return { hall, says: () => view.find("hall-shows")?.textContent.replaceAll(/\s+/g, " ").trim() };
}

const QUESTION = { id: "3", state: "approved" as const, text: "Who pays for the cables?", pinned: true };

it("says what the hall screen shows, from the list to the end", () => {
  const { hall, says } = told();
  expect(says()).toBe("The hall screen shows: the list of speakers");
  hall.tell(opened({ id: "1" }));
  expect(says()).toBe("The hall screen shows: Fiji speaking");
  hall.tell({ question: { 3: QUESTION } });
  expect(says()).toBe("The hall screen shows: the question “Who pays for the…”");
  const session = { id: "2", title: {}, reason: "" };
  hall.tell({ session: { 2: { ...session, state: "suspended" } } });
  expect(says()).toBe("The hall screen shows: that the session is suspended");
  hall.tell({ session: { 2: { ...session, state: "closed" } } });
  expect(says()).toBe("The hall screen shows: that the session is closed");
});

it("claims nothing without the server", () => {
  const { hall, says } = told();
  hall.lost();
  vi.advanceTimersByTime(3000);
  expect(says()).toBe("The hall screen shows: not known without a connection");
});
