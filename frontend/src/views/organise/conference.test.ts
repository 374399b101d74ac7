/** The page of the conference itself: copying it as a template of a new one. */
import { afterEach, expect, it } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import ConferencePage from "./conference/ConferencePage.svelte";
import { eventually } from "../../testing/eventually";

const CONFERENCE = {
  ...{
    id: "1",
    slug: "icdd",
    name: { en: "Rivers", id: "Sungai" },
    languages: ["en", "id"],
    short: "ICDD",
    timezone: "UTC",
  },
  ...{
    tagline: "",
    host: "",
    venue: "",
    accent: "",
    logo: "",
    links: [],
    shows_flags: false,
    archived: false,
  },
};

function opened() {
  const client = new ManualClient({ roles: ["organiser"], conference: "1" });
  client.receiveEvent({ conference: { 1: CONFERENCE } }, null, {}, "conference/1");
  const page = show(ConferencePage, {}, client);
  page.press("copy-open");
  page.type("copy-name-en", "Lakes");
  page.type("copy-short", "ICDD 2022: Été");
  page.type("copy-first-day", "2022-11-15");
  return { client, page };
}

afterEach(() => history.replaceState(null, "", "/"));

it("copies the conference, and leads to the workspace of the new one", async () => {
  const { client, page } = opened();
  expect(page.field("copy-slug").value).toBe("icdd-2022-ete");
  page.choose("copy-zone", "Asia/Makassar");
  page.press("copy-parties");
  page.press("copy-do");
  expect(client.sentCommands).toEqual([
    {
      type: "programme.copy_conference",
      slug: "icdd-2022-ete",
      name: { en: "Lakes" },
      short: "ICDD 2022: Été",
      first_day: "2022-11-15",
      timezone: "Asia/Makassar",
      parties: true,
    },
  ]);
  await client.answer();
  expect(location.pathname).toBe("/c/icdd-2022-ete/organise/conference");
});

it("keeps an address that was typed, and says why a copy was refused", async () => {
  const { client, page } = opened();
  page.type("copy-slug", "lakes");
  page.type("copy-short", "Lakes");
  expect(page.field("copy-slug").value).toBe("lakes");
  page.press("copy-do");
  await client.answer("programme.slug_taken");
  expect(page.find("refusal")?.textContent).toContain("at this address already");
  expect(location.pathname).toBe("/");
});

it("undoes by Ctrl+Z and does again by Ctrl+Shift+Z, but not in a field", async () => {
  const client = new ManualClient({ roles: ["organiser"], conference: "1" });
  client.receiveEvent({ conference: { 1: CONFERENCE } }, null, {}, "conference/1");
  const page = show(ConferencePage, {}, client);
  const press = (target: HTMLElement, shiftKey = false) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, shiftKey, bubbles: true }));
  page.press("archive");
  await client.answer();
  press(page.field("copy-open"));
  await eventually(() => expect(client.sentCommands).toHaveLength(2));
  await client.answer();
  await eventually(() => expect(page.find("redo")).not.toBeNull());
  press(page.field("link-label"));
  press(page.field("copy-open"), true);
  await eventually(() => expect(client.sentCommands).toHaveLength(3));
  expect(client.sentCommands.map(({ type }) => type)).toEqual([
    "programme.archive",
    "programme.unarchive",
    "programme.archive",
  ]);
});

it("begins a copy in its first field", async () => {
  const { page } = opened();
  await eventually(() => expect(document.activeElement).toBe(page.field("copy-name-en")));
});
