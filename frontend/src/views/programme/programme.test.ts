/** The programme as everyone reads it. */
import { expect, it, vi } from "vitest";
import { ManualClient } from "../../testing/client";
import { show } from "../../testing/view";
import Programme from "./Programme.svelte";

it("says of a conference without sessions that it has none, not that it waits for something", () => {
  const client = new ManualClient();
  const conference = { id: "1", name: { en: "ICDD" }, short: "ICDD", timezone: "UTC", links: [] };
  client.receiveEvent({ conference: { 1: conference as never } }, null, {}, "conference/1");
  const view = show(Programme, {}, client);
  expect(view.text()).toContain("The programme has no session yet.");
});

it("follows sessions for a delegation's own turns aside, because it may not enter all of them", () => {
  const client = new ManualClient();
  const follow = vi.spyOn(client, "follow");
  const conference = { id: "1", name: { en: "ICDD" }, short: "ICDD", timezone: "UTC", links: [] };
  const at = { starts_at: "2021-11-16T05:30:00Z", ends_at: "2021-11-16T06:30:00Z" };
  const session = {
    id: "2",
    title: { en: "Debate" },
    description: {},
    kind: "statements",
    state: "scheduled",
    access: "staff",
    ...at,
  };
  client.receiveEvent(
    { conference: { 1: conference as never }, session: { 2: session as never } },
    null,
    {},
    "conference/1",
  );
  show(Programme, {}, client);
  expect(follow.mock.calls).toEqual([["session/2", { aside: true }]]);
});
