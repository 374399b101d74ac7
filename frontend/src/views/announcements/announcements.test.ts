/** Announcements are shown once on a device, in the reader's language, and kept in a list. */
import { beforeEach, expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Announcements from "./Announcements.svelte";
import { announcementsOf } from "./announcements";
import NewAnnouncement from "./NewAnnouncement.svelte";

beforeEach(() => localStorage.clear());

const one = (id: string, text: string) => ({
  announcement: {
    [id]: { id, texts: { en: text, id: `${text} (id)` }, by: null, made_at: "2021-11-16T05:30:00Z" },
  },
});

function announced() {
  const client = new ManualClient();
  client.receiveEvent(one("1", "The bus leaves at six."), null, {}, "conference/1");
  client.receiveEvent(one("2", "The text is there."));
  return client;
}

it("the newest comes first, and those of other sessions are not there", () => {
  const client = announced();
  client.receiveEvent(one("3", "Not here."), null, {}, "session/9");
  expect(announcementsOf(client, "2").map(({ one: { id } }) => id)).toEqual(["2", "1"]);
  expect(announcementsOf(client, null).map(({ one: { id } }) => id)).toEqual(["1"]);
});

it("what was put away is not shown again, and a later one is", async () => {
  const client = announced();
  const first = show(NewAnnouncement, { session: "2" }, client);
  expect(first.text()).toContain("The text is there.");
  expect(first.text()).toContain("One earlier announcement");
  first.press("announcement-close");
  expect(first.find("new-announcement")).toBeNull();
  await first.unmount();
  const again = show(NewAnnouncement, { session: "2" }, client);
  expect(again.find("new-announcement")).toBeNull();
  client.receiveEvent(one("4", "The bus waits."), null, {}, "conference/1");
  expect(again.find("new-announcement")?.textContent).toContain("The bus waits.");
});

it("an announcement is sent in the languages that were filled in, and kept if it is refused", async () => {
  const client = announced();
  client.receiveEvent(
    { conference: { 1: { id: "1", name: { en: "Conference", id: "Konferensi" }, languages: ["en", "id"] } } },
    null,
    {},
    "conference/1",
  );
  const list = show(Announcements, { session: "2", announces: true }, client);
  list.type("announce-id", "  Bus berangkat. ");
  list.press("announce");
  expect(client.sentCommands).toEqual([{ type: "announcement.make", texts: { id: "Bus berangkat." } }]);
  await client.answer("announcement.too_many");
  expect(list.text()).toContain("Too many announcements");
  expect(list.field("announce-id").value).toContain("Bus berangkat.");
  list.press("announcement-withdraw-2");
  expect(client.sentCommands.at(-1)).toEqual({ type: "announcement.withdraw", announcement: "2" });
  expect(list.find("announcement-withdraw-1")).toBeNull();
});
