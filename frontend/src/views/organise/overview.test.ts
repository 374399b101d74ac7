import { expect, it, vi } from "vitest";
import { eventually } from "../../testing/eventually";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Overview from "./Overview.svelte";

const CONFERENCE = "conference/1";

it("says what is most urgent first, and leads to the page of each act", async () => {
  const missing = [
    { kind: "session_not_begun", count: 1, ids: ["2"] },
    { kind: "no_delegation", count: 1, ids: [] },
    { kind: "interpreter_without_channel", count: 1, ids: ["7"] },
    { kind: "session_open_to_everyone", count: 3, ids: ["2"] },
  ];
  const answer = { missing, opens_at: null, days: null };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(answer)));
  const client = new ManualClient({ roles: ["organiser"], party: null });
  client.receiveEvent(
    {
      conference: { 1: { id: "1", name: { en: "ICDD" }, timezone: "UTC", slug: "icdd" } },
      session: { 2: { id: "2", title: { en: "Rivers" }, state: "scheduled" } },
      participant: { 7: { id: "7", name: "Ana", roles: ["interpreter"], party: null, place: "remote" } },
    } as never,
    null,
    {},
    CONFERENCE,
  );
  const view = show(Overview, {}, client);
  await eventually(() => expect(view.find("overview-missing")).not.toBeNull());
  const lines = [...(view.find("overview-missing")?.children ?? [])];
  const links = (line: Element) =>
    [...line.querySelectorAll("a")].map((link) => [
      link.getAttribute("href")?.replace(/^\/c\/[^/]*/, ""),
      link.textContent.trim(),
    ]);
  expect(lines.map(links)).toEqual([
    [
      ["/organise/programme", "1 session should have begun."],
      ["/session/2/console", "Rivers"],
    ],
    [["/organise/delegations", "The conference has no delegations."]],
    [["/organise/languages", "1 interpreter is assigned to no language of a session."]],
    [
      [
        "/organise/access",
        "3 sessions are open to everyone, without an invitation. Check that this is meant.",
      ],
    ],
  ]);
});

it("says that the conference has begun once its first session is due", async () => {
  const client = new ManualClient({ roles: ["organiser"], party: null });
  const opens_at = new Date(client.now - 300_000).toISOString();
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ missing: [], opens_at, days: 0 })));
  show(Overview, {}, client);
  await eventually(() => expect(document.body.textContent).toContain("The conference has begun."));
});
